// Makes the tables by which names in Han characters are sorted: sitegen/model/orders/{pinyin,strokes}.txt.
// Run by hand: node .ci/orders.mjs Unihan_IRGSources.txt cnchar.order.min.js
// The first file is part of Unicode's Unihan.zip and of Debian's unicode-data, the second of the npm package cnchar-order
// (MIT). Node 20.20 with ICU 78 and CLDR 48, Unihan 15.0 and cnchar-order 3.2.6 made the files that are committed.
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../sitegen/model/orders/", import.meta.url);
const [unihan, cnchar] = process.argv.slice(2);

// Every syllable of Mandarin with the first character that CLDR 48 sorts under it. Intl.Collator gives the order
// of characters but not their syllables; these boundaries were found once by aligning that order with readings.
const FIRST_OF_SYLLABLE = `
  a吖 ai哎 an安 ang肮 ao凹 ba丷 bai挀 ban扳 bang邦 bao勹 bei卑 ben奔 beng伻 bi屄 bian边 biao灬 bie憋 bin汃 bing冫 bo癶 bu峬
  ca嚓 cai偲 can参 cang仓 cao撡 ce冊 cen嵾 ceng曽 cha叉 chai芆 chan辿 chang伥 chao抄 che车 chen抻 cheng阷 chi吃 chong充
  chou抽 chu出 chua歘 chuai揣 chuan巛 chuang刅 chui吹 chun旾 chuo逴 ci呲 cong匆 cou凑 cu粗 cuan汆 cui崔 cun邨 cuo搓 da咑
  dai呆 dan丹 dang当 dao刀 de嘚 den扥 deng灯 di氐 dian嗲 diao刁 die爹 ding丁 diu丟 dong东 dou吺 du厾 duan耑 dui垖 dun吨
  duo多 e妸 ei诶 en奀 eng鞥 er儿 fa发 fan帆 fang匚 fei飞 fen分 feng丰 fiao覅 fo仏 fou紑 fu夫 ga旮 gai侅 gan甘 gang冈 gao皋
  ge戈 gei给 gen根 geng刯 gong工 gou勾 gu估 gua瓜 guai乖 guan关 guang光 gui归 gun丨 guo呙 ha哈 hai咍 han佄 hang夯 hao茠
  he诃 hei黒 hen拫 heng亨 hm噷 hong叿 hou齁 hu乎 hua花 huai怀 huan欢 huang巟 hui灰 hun昏 huo吙 ji丌 jia加 jian戋 jiang江
  jiao艽 jie阶 jin巾 jing坕 jiong冂 jiu丩 ju凥 juan姢 jue噘 jun军 ka咔 kai开 kan刊 kang忼 kao尻 ke匼 ken肎 keng劥 kong空
  kou𫸩 ku扝 kua夸 kuai㧟 kuan宽 kuang匡 kui亏 kun坤 kuo扩 la垃 lai来 lan兰 lang啷 lao捞 le仂 lei勒 leng崚 li哩 lia俩
  lian奁 liang良 liao撩 lie毟 lin拎 ling伶 liu溜 lo囖 long龙 lou䁖 lu噜 lü驴 luan娈 lüe掠 lun抡 luo啰 m呣 ma妈 mai埋 man嫚
  mang牤 mao猫 me嚒 mei呅 men椚 meng擝 mi咪 mian宀 miao喵 mie乜 min民 ming名 miu谬 mo摸 mou麿 mu毪 na拏 nai腉 nan囡 nang囔
  nao孬 ne疒 nei娞 nen恁 neng能 ni嗯 nian拈 niang娘 niao鸟 nie捏 nin囜 ning宁 niu妞 nong农 nou羺 nu奴 nü女 nuan奻 nüe疟
  nun黁 nuo郍 o喔 ou讴 pa妑 pai拍 pan眅 pang乓 pao抛 pei呸 pen喷 peng匉 pi丕 pian囨 piao剽 pie氕 pin姘 ping乒 po钋 pou剖
  pu仆 qi七 qia掐 qian千 qiang呛 qiao悄 qie苆 qin亲 qing靑 qiong卭 qiu丘 qu区 quan奍 que炔 qun夋 ran呥 rang穣 rao娆 re惹
  ren人 reng扔 ri日 rong戎 rou厹 ru邚 rua挼 ruan堧 rui婑 run瞤 ruo捼 sa仨 sai毢 san三 sang桒 sao掻 se閪 sen森 seng僧 sha杀
  shai筛 shan山 shang伤 shao弰 she𪨶 shen谁 sheng升 shi尸 shou収 shu书 shua刷 shuai衰 shuan闩 shuang双 shui脽 shun吮
  shuo说 si厶 song忪 sou凁 su苏 suan狻 sui夊 sun孙 suo唆 ta他 tai囼 tan坍 tang汤 tao夲 te忑 teng熥 ti剔 tian天 tiao旫 tie帖
  ting厅 tong囲 tou偷 tu凸 tuan湍 tui推 tun吞 tuo乇 wa屲 wai歪 wan弯 wang尢 wei危 wen昷 weng翁 wo挝 wu乌 xi夕 xia呷 xian仙
  xiang乡 xiao灱 xie些 xin心 xing星 xiong凶 xiu休 xu𬣙 xuan吅 xue削 xun坃 ya丫 yan恹 yang央 yao幺 ye倻 yi一 yin囙 ying应
  yo哟 yong佣 you优 yu込 yuan囦 yue曰 yun晕 za帀 zai災 zan兂 zang匨 zao傮 ze则 zei贼 zen怎 zeng増 zha扎 zhai夈 zhan枬
  zhang张 zhao佋 zhe蜇 zhen贞 zheng凧 zhi之 zhong中 zhou州 zhu朱 zhua抓 zhuai跩 zhuan专 zhuang妆 zhui隹 zhun宒 zhuo拙
  zi乲 zong宗 zou邹 zu租 zuan钻 zui厜 zun尊 zuo嘬
`.trim().split(/\s+/).map((entry) => entry.match(/^([a-zü]+)(.+)$/u).slice(1));

// CLDR sorts characters of equal stroke count by radical; lists of names by 横竖撇点折, stroke after stroke
// (GB 13000.1 字符集汉字字序): that needs the strokes of each character in the order they are written, 6,939 of which
// cnchar-order names by letters. Characters it does not have follow those it has, in CLDR's order.
const STROKES = { 1: "ji", 2: "fg", 3: "s", 4: "kdl" }; // 横提 竖竖钩 撇 点捺; every other letter is a kind of 折, 5
// where two published lists of strokes differ, by hand from 《通用规范汉字笔顺规范》 (GF 0023-2020)
const BY_HAND = {
  炽: "433425134", 媾: "5311122125211", 皙: "1234331232511", 锺: "31115312511211", 德: "332122522114544", 撅: "121134315233534",
  膝: "351112343424134", 鲺: "3525121153251214", 黏: "31234342413421251", 芈: "", 弢: "",
};
/** Character → its strokes, and, where those are the same in two, what comes first: 横 before 提, 竖 before 竖钩, 点 before 捺, 折 by its bends. */
function strokeOrders(file) {
  const [letters, kinds] = [...readFileSync(file, "utf8").matchAll(/JSON\.parse\('(.*?)'\)/g)].map((match) => JSON.parse(match[1]));
  const digit = (letter) => Object.keys(STROKES).find((key) => STROKES[key].includes(letter)) ?? "5";
  const fine = (letter) => STROKES[digit(letter)]?.indexOf(letter) ?? `${kinds[letter].foldCount}${"横竖撇".indexOf(kinds[letter].name[0])}`;
  const found = Object.entries(letters).map(([character, word]) => [character, [...word].map(digit).join("")]);
  for (const [character, word] of Object.entries(letters)) ties.set(character, [...word].map(fine).join(" "));
  return new Map([...found, ...Object.entries(BY_HAND)].filter(([, strokes]) => strokes));
}

const HAN = [[0x4e00, 0x9fff], [0x3400, 0x4dbf], [0x20000, 0x2ebe0], [0x30000, 0x323af]];
const characters = HAN.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)));

/** The characters CLDR lists for this order; the others follow by radical, U+20000 among the first, and are left out. */
function inOrder(collation) {
  const sorted = characters.sort(new Intl.Collator(`zh-u-co-${collation}`).compare);
  return sorted.slice(0, sorted.indexOf("\u{20000}"));
}

function write(name, rows) {
  writeFileSync(new URL(name, folder), rows.map(([label, group]) => `${label} ${group.join("")}\n`).join(""));
}

function cut(sorted, firsts) {
  const starts = firsts.map(([label, first]) => [label, sorted.indexOf(first)]);
  starts.forEach(([label, start], i) => {
    if (start < 0 || (i && start <= starts[i - 1][1])) throw new Error(`no group ${label}: CLDR has changed`);
  });
  return starts.map(([label, start], i) => [label, sorted.slice(start, starts[i + 1]?.[1])]);
}

const pinyin = inOrder("pinyin");
write("pinyin.txt", cut(pinyin, FIRST_OF_SYLLABLE));

// Stroke counts are those of mainland China: of the characters whose strokes are known their number, else the first value
// of kTotalStrokes; CLDR's order counts 艹 as 4.
const ties = new Map();
const strokes = strokeOrders(cnchar);
const counts = new Map();
for (const [, code, count] of readFileSync(unihan, "utf8").matchAll(/^U\+(\w+)\tkTotalStrokes\t(\d+)/gm)) {
  const character = String.fromCodePoint(parseInt(code, 16));
  counts.set(character, strokes.get(character)?.length ?? Number(count));
}
const groups = [];
for (const character of pinyin.sort(new Intl.Collator("zh-u-co-stroke").compare)) {
  if (counts.has(character)) (groups[counts.get(character)] ??= []).push(character);
}
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byStrokes = (a, b) => compare(strokes.get(a), strokes.get(b)) || compare(ties.get(a), ties.get(b));
write("strokes.txt", Object.entries(groups).map(([n, group]) => {
  const known = group.filter((character) => strokes.has(character)).sort(byStrokes);
  return [n, [...known, ...group.filter((character) => !strokes.has(character))]];
}));
