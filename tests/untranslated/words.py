"""What the congress with gaps is made of: pairs of Chinese and English, all invented."""

from __future__ import annotations

PEOPLE = (
    ("wang-anlan", "王安澜", "WANG Anlan"), ("li-shuyu", "李疏雨", "LI Shuyu"), ("zhao-guanqi", "赵观棋", "ZHAO Guanqi"),
    ("sun-tingyun", "孙停云", "SUN Tingyun"), ("qian-huaijin", "钱怀瑾", "QIAN Huaijin"), ("wu-xingchuan", "吴行川", "WU Xingchuan"),
    ("zheng-wangshu", "郑望舒", "ZHENG Wangshu"), ("feng-qingyue", "冯清越", "FENG Qingyue"), ("chen-yanqiu", "陈砚秋", "CHEN Yanqiu"),
    ("chu-ruoshui", "褚若水", "CHU Ruoshui"), ("wei-nanfeng", "卫南风", "WEI Nanfeng"), ("jiang-xueting", "蒋雪汀", "JIANG Xueting"),
)  # fmt: skip
BIOS = (
    ("从事脑血管病外科治疗二十余年，主持多项临床研究，现任示例医院神经外科主任。",
     "He has treated cerebrovascular disease for more than twenty years and heads the department at the Example Hospital."),
    ("擅长颅底肿瘤的内镜治疗，曾赴多家医院进修，发表论文三十余篇。",
     "She treats tumours of the skull base by endoscope and has published more than thirty papers."),
    ("长期从事功能神经外科工作，致力于帕金森病的规范化治疗与基层培训。",
     "He works in functional neurosurgery and trains colleagues in county hospitals."),
)  # fmt: skip
POSTS = (
    ("主任", "Director"),
    ("副主任", "Deputy director"),
    ("教研室主任", "Head of teaching"),
    ("秘书长", "Secretary general"),
)
RANKS = (("主任医师", "Chief physician"), ("副主任医师", "Associate chief physician"), ("教授", "Professor"))
TITLES = (
    ("脑动脉瘤的手术时机", "When to operate on aneurysms"), ("急性缺血性卒中救治流程", "Pathways for acute ischaemic stroke"),
    ("颈动脉内膜剥脱术的并发症", "Complications of carotid endarterectomy"), ("烟雾病的联合血运重建", "Combined revascularisation in moyamoya"),
    ("内镜经鼻入路的解剖", "Anatomy of the endonasal approach"), ("听神经瘤的面神经保护", "Saving the facial nerve in vestibular schwannoma"),
    ("脑膜瘤的术前栓塞", "Embolising meningiomas before surgery"), ("术中神经电生理监测", "Monitoring nerves during surgery"),
    ("脑深部电刺激的程控", "Programming deep brain stimulation"), ("癫痫外科的术前评估", "Work-up before epilepsy surgery"),
    ("脊髓血管畸形的影像", "Imaging vascular malformations of the cord"), ("神经重症的营养支持", "Nutrition in neurocritical care"),
)  # fmt: skip
ABSTRACTS = (
    ("本报告回顾近五年的病例，讨论手术指征、时机与随访结果，并介绍本院的处理流程。",
     "Five years of cases are reviewed: whom to operate on, when, and what became of them."),
    ("结合录像讲解关键步骤，提示常见失误及其预防。",
     "The key steps are shown on video, with common mistakes and how to avoid them."),
)  # fmt: skip
NEWS = (
    ("registration-opens", "大会注册开始", "Registration has opened", "2024-03-01"),
    ("abstract-deadline", "投稿截止日期延长", "More time for abstracts", "2024-03-20"),
    ("invitation", "大会邀请函", "Letter of invitation", "2024-04-02"),
    ("shuttle-buses", "会场接驳班车安排", "Shuttle buses between the sites", "2024-04-18"),
    ("first-programme", "初步日程公布", "The first programme is out", "2024-05-06"),
    ("volunteers", "志愿者招募", "Volunteers wanted", "2024-05-11"),
    ("press", "媒体注册须知", "How journalists register", "2024-05-23"),
    ("opening-report", "大会筹备会召开", "The committee met", "2024-06-02"),
    ("meal-coupons", "用餐安排", "Lunch and dinner", "2024-06-05"),
)
PAGES = (
    ("about/index", "关于大会", "About the congress"),
    ("about/history", "历届回顾", "Earlier congresses"),
    ("about/organisation", "组织方式", "How it is organised"),
    ("registration", "参会注册", "Registration"),
    ("travel/index", "交通与住宿", "Travel and hotels"),
    ("travel/metro", "地铁指南", "By underground"),
    ("travel/lost-property", "失物招领", "Lost property"),
    ("privacy", "隐私说明", "Privacy"),
    ("travel/hotels", "推荐酒店", "Hotels"),
    ("travel/metro/lines", "线路图", "Map of the lines"),
    ("about/organisation/rules", "议事规则", "Rules"),
    ("travel/parking", "停车须知", "Parking"),
)
PARAGRAPHS = (
    ("大会设主会场一个、分会场两个，所有会场均配备同声传译设备，请参会代表提前十分钟入场。",
     "There is a main hall and two smaller rooms, all with interpretation. Please be seated ten minutes early."),
    ("参会代表凭胸卡入场，胸卡遗失请到注册台补办，补办时须出示身份证件。",
     "Your badge lets you in. If you lose it, ask at the desk for another and bring your identity card."),
    ("会议期间提供午餐与茶歇，有特殊饮食需要的代表请在注册时说明。",
     "Lunch and coffee are provided. Tell us of any diet when you register."),
)  # fmt: skip
