"""Words of the torture programme: subjects, ways of naming a talk, long titles, names with rare characters."""

from __future__ import annotations

Pair = tuple[str, str]
"""The same in Chinese and in English."""

TRACKS: tuple[tuple[str, str, str], ...] = (
    ("vascular", "脑血管病", "Cerebrovascular disease"),
    ("tumour", "神经肿瘤", "Neuro-oncology"),
    ("skull-base", "颅底外科", "Skull base surgery"),
    ("functional", "功能神经外科", "Functional neurosurgery"),
    ("spine", "脊柱脊髓", "Spine and spinal cord"),
    ("trauma", "颅脑创伤", "Neurotrauma"),
    ("paediatric", "小儿神经外科", "Paediatric neurosurgery"),
    ("education", "教育与创新", "Education and innovation"),
)
COLOURS = ("teal", "blue", "red", "green", "orange", "violet", "purple", "olive")
SUBJECTS: tuple[Pair, ...] = (
    ("破裂动脉瘤", "Ruptured aneurysms"),
    ("高级别胶质瘤", "High-grade glioma"),
    ("岩斜区脑膜瘤", "Petroclival meningioma"),
    ("难治性癫痫", "Drug-resistant epilepsy"),
    ("椎管内肿瘤", "Intraspinal tumours"),
    ("重型颅脑损伤", "Severe head injury"),
    ("儿童脑积水", "Hydrocephalus in children"),
    ("住院医师培训", "Training of residents"),
    ("颈动脉狭窄", "Carotid stenosis"),
    ("脑转移瘤", "Brain metastases"),
    ("垂体腺瘤", "Pituitary adenoma"),
    ("三叉神经痛", "Trigeminal neuralgia"),
    ("颈椎退行性病变", "Degenerative disease of the cervical spine"),
    ("慢性硬膜下血肿", "Chronic subdural haematoma"),
    ("脊髓拴系综合征", "Tethered cord"),
    ("远程带教", "Teaching at a distance"),
)
FORMS: tuple[Pair, ...] = (
    ("{}的手术时机", "{}: timing of surgery"),
    ("{}的围手术期管理", "{}: care before and after the operation"),
    ("{}十年随访", "{}: ten years of follow-up"),
    ("{}：我们学到了什么", "{}: what have we learnt?"),
    ("从影像到决策：{}", "{}: from the image to the decision"),
    ("{}的基层诊疗路径", "{}: a pathway for county hospitals"),
    ("{}的并发症与对策", "{}: complications and what to do about them"),
)
LONG: tuple[Pair, ...] = (
    (
        "{}在县级医院急诊条件下的多学科协作诊疗模式及其五年随访结果：一项覆盖全国十二个省份的前瞻性登记研究的中期报告",
        "{} treated by multidisciplinary teams under the conditions of emergency departments in county hospitals:"
        " interim report of a prospective registry in twelve provinces with five years of follow-up",
    ),
    (
        "关于{}规范化培训课程体系、考核标准与师资认定办法的若干问题——兼论学分档案如何反映医师能力的真实进步与不足之处",
        "{}: questions about the curriculum of standardised training, standards of assessment and recognition of"
        " teachers, and how a file of credits might come to show the real progress of physicians",
    ),
    (
        "{}术中电生理监测、荧光造影与三维影像融合导航的联合应用：适应证选择、操作流程、常见干扰因素以及术者应当如何应对",
        "{}: combined use of intraoperative monitoring, fluorescence angiography and navigation with fused"
        " three-dimensional images; indications, workflow, common disturbances and the answer of the surgeon",
    ),
)
ODD: tuple[Pair, ...] = (
    ("🧠 {}：从1到∞ 👩‍⚕️", "🧠 {}: from 1 to ∞ 👩‍⚕️"),
    ("𠮷田式入路治疗{}的〈再〉评价", "{}: the “Yoshida (𠮷田)” approach & its <re>appraisal"),
    ("{}——“新”与‘旧’：A/B 对照（n＝１２８）", "{} — ‘new’ against “old”: A/B, n = 128; p < .05 & more"),
)
FAMILIES: tuple[Pair, ...] = (
    ("王", "WANG"),
    ("李", "LI"),
    ("欧阳", "OUYANG"),
    ("𠮷", "JI"),
    ("曾", "ZENG"),
    ("单", "SHAN"),
    ("䶮", "YAN"),
    ("司马", "SIMA"),
    ("翟", "ZHAI"),
    ("仇", "QIU"),
)
GIVEN: tuple[Pair, ...] = (
    ("伟", "Wei"),
    ("芳", "Fang"),
    ("若水", "Ruoshui"),
    ("志远", "Zhiyuan"),
    ("𬱖", "Di"),
    ("㛃", "Jie"),
    ("明月", "Mingyue"),
    ("海生", "Haisheng"),
    ("静", "Jing"),
    ("一鸣", "Yiming"),
    ("𫍯", "Xu"),
)
FOREIGN = ("Anna-Maria Keller-Østergård", "Rafael Monteiro da Conceição", "Nguyễn Thị Ánh", "Siobhán O’Brien")
HOSPITALS: tuple[Pair, ...] = (
    (
        "示例大学附属第一医院神经外科中心",
        "Neurosurgical Centre, First Affiliated Hospital of Example University",
    ),
    ("示例县人民医院", "Example County People’s Hospital"),
    ("示例医科大学", "Example Medical University"),
)
