// The search engine: finds pages in the index of LANG/search/ (sitegen/outputs/search). It shows nothing itself.
(function () {
  "use strict";
  var tag = document.currentScript, FIRST = 8, ALSO = 3, NEXT = 10;
  var DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  // Own language first: "zh zh-Hans 中文;en en English".
  var languages = tag.getAttribute("data-languages").split(";").map(function (line) {
    var parts = line.split(" ");
    return { code: parts[0], tag: parts[1], name: parts.slice(2).join(" ") };
  });
  var own = languages[0].code, source = tag.getAttribute("data-source"), folded = {}, variants = {}, VARIANTS = 16;

  // ---- files: scripts that register themselves, as pages from a disk may not fetch
  var files = {};
  function load(name, done) {
    var file = files[name] || (files[name] = { waiting: [] });
    if (file.value) return done(file.value);
    if (file.waiting.push(done) > 1) return;
    var parts = name.split("/"), code = parts[1] ? parts[0] : source, head = files[code + "/head"];
    var script = document.createElement("script"), version = head && head.value ? head.value.version : "";
    script.src = (code === own ? "" : "../../" + code + "/search/") + (parts[1] || name) + ".js?" +
      (parts[1] === "head" ? Math.floor(Date.now() / 6e5) : version);
    script.onload = script.onerror = function () {
      script.parentNode.removeChild(script);
      file.waiting.splice(0).forEach(function (tell) { tell(file.value || null); });
    };
    document.head.appendChild(script);
  }
  function loadAll(all, done) {
    var names = all.filter(function (name, n) { return all.indexOf(name) === n; }), left = names.length, found = {};
    if (!left) done(found);
    names.forEach(function (name) {
      load(name, function (value) { found[name] = value; if (!--left) done(found); });
    });
  }

  // ---- folding, as folding.py does it
  function fold(text) {
    var plain = text.normalize("NFKD").replace(/[\u0300-\u036f'\u2019\u02bc]/g, "").toLowerCase().normalize("NFKC");
    return Array.from(plain, function (sign) { return variants[sign] || sign; }).join("");
  }
  function foldSign(sign) {
    if (!(sign in folded)) folded[sign] = fold(sign);
    return folded[sign];
  }
  // Pairs of a traditional character and its simplified one.
  function learn(pairs) {
    var signs = Array.from(pairs), n;
    for (n = 0; n < signs.length; n += 2) variants[signs[n]] = signs[n + 1];
    folded = {};
  }
  function learnFiles(numbers, done) {
    var names = numbers.map(function (number) { return "variants-" + number; });
    loadAll(names, function (found) {
      names.forEach(function (name) { if (found[name]) learn(found[name]); });
      done();
    });
  }
  function isWide(sign) {
    var code = sign.codePointAt(0);
    return (code >= 0x2e80 && code <= 0x2fff) || (code >= 0x3005 && code <= 0x3007) || (code >= 0x3021 && code <= 0x3029) ||
      (code >= 0x3040 && code <= 0xd7ff) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff);
  }
  function isLetter(sign) { return /[\p{L}\p{N}]/u.test(sign) && sign < "\u2e80"; }
  // What is sought: runs of wide characters, and words; each as a list of characters, and whether it touches the one before.
  function termsOf(text) {
    var terms = [], last = null;
    Array.from(fold(text)).forEach(function (sign) {
      var wide = isWide(sign);
      if (!wide && !isLetter(sign)) { last = null; return; }
      if (!last || last.wide !== wide) terms.push(last = { wide: wide, signs: [], touches: !!last });
      last.signs.push(sign);
    });
    return terms;
  }
  // The grams of a term: beginning, ending, and whether endings that only begin so are meant as well.
  function gramsOf(term, n, terms) {
    var signs = term.signs, before = term.touches ? terms[n - 1].signs : null, next = terms[n + 1], grams = [];
    if (term.wide) {
      if (before) grams.push({ start: signs[0], rest: "<" + before[before.length - 1], open: false });
      if (signs.length === 1 && !grams.length && !(next && next.touches)) grams.push({ start: signs[0], rest: "", open: true });
      signs.slice(1).forEach(function (sign, n) { grams.push({ start: signs[n], rest: sign, open: false }); });
      return grams;
    }
    var whole = next && next.touches;
    if (before) grams.push({ start: before[before.length - 1], rest: signs[0], open: false });
    // one sign after a wide one may begin a longer word
    if (signs.length > 1 || whole || !before) grams.push({ start: signs.slice(0, 2).join(""), rest: signs.slice(2).join(""), open: signs.length > 1 && !whole });
    return grams;
  }
  function shardOf(start, sizes) {
    if (isWide(start)) return "c" + start.codePointAt(0) % sizes[0];
    return "w" + (start.charCodeAt(0) * 31 + (start.charCodeAt(1) || 0)) % sizes[1];
  }

  // ---- which pages have it
  function decode(text, level, levels) {
    var last = 0, value = 0, place = 1, more = 0, n, part;
    for (n = 0; n < text.length; n++) {
      part = DIGITS.indexOf(text[n]);
      if (part > 31) { value += (part - 32) * place; place *= 32; more += place; continue; }
      last += value + part * place + more + 1;
      levels[last - 1] = level;
      value = more = 0;
      place = 1;
    }
  }
  // For each page: 0 without the gram, 1 with it in the text, 2 in the title.
  function levelsOf(gram, shard, size) {
    var levels = new Uint8Array(size), line = Object.prototype.hasOwnProperty.call(shard, gram.start) ? shard[gram.start] : "";
    var rows = line.split(";").filter(function (row) {
      var rest = row.slice(0, row.indexOf(" "));
      return line && (gram.open ? rest.indexOf(gram.rest) === 0 : rest === gram.rest);
    }).map(function (row) { return row.slice(row.indexOf(" ") + 1).split("*"); });
    rows.forEach(function (row) { decode(row[0], 1, levels); });
    rows.forEach(function (row) { if (row[1]) decode(row[1], 2, levels); });
    return levels;
  }
  // Numbers of pages, best first; null where the index cannot be read.
  function find(language, terms, pages, done) {
    var code = language.code, head = files[code + "/head"].value;
    if (!head) return done(null);
    var grams = [].concat.apply([], terms.map(gramsOf));
    var names = grams.map(function (gram) { return code + "/" + shardOf(gram.start, head.sizes); });
    loadAll(names, function (shards) {
      var size = pages.paths.length, least = new Uint8Array(size).fill(2), sum = new Uint16Array(size), hits = [], n;
      for (n = 0; n < names.length; n++) if (!shards[names[n]]) return done(null);
      language.knows = true;
      grams.forEach(function (gram, n) {
        var known = false;
        levelsOf(gram, shards[names[n]], size).forEach(function (level, page) {
          known = known || level > 0;
          least[page] = Math.min(least[page], level);
          sum[page] += level;
        });
        language.knows = language.knows && known;
      });
      for (n = 0; n < size; n++) if (least[n]) hits.push(n);
      var length = function (page) { return least[page] > 1 ? DIGITS.indexOf(head.lengths[page]) : 0; };
      var rank = function (page) { return DIGITS.indexOf(pages.ranks[page]); };
      done(hits.sort(function (a, b) {
        return least[b] - least[a] || length(a) - length(b) || sum[b] - sum[a] || rank(a) - rank(b) || a - b;
      }));
    });
  }

  // ---- what results show
  // Spans of a text that are hits: [from, to], in order.
  function spansIn(text, terms) {
    var plain = "", from = [], at = 0, spans = [];
    Array.from(text).forEach(function (sign) {
      foldSign(sign).split("").forEach(function (unit) { plain += unit; from.push(at); });
      at += sign.length;
    });
    from.push(at);
    function search(words, wide) {
      var n = plain.indexOf(words), found = false;
      for (; n >= 0; n = plain.indexOf(words, n + 1)) {
        if (!wide && n && isLetter(plain[n - 1])) continue;
        var end = from[n + words.length];
        spans.push([from[n], end > from[n] ? end : at]);
        found = true;
      }
      return found;
    }
    terms.forEach(function (term) {
      if (search(term.signs.join(""), term.wide) || !term.wide) return;
      term.signs.slice(1).forEach(function (sign, n) { search(term.signs[n] + sign, true); });
    });
    spans.sort(function (a, b) { return a[0] - b[0]; });
    return spans.reduce(function (kept, span) {
      var last = kept[kept.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]); else kept.push(span);
      return kept;
    }, []);
  }
  function piecesOf(text, spans, from, to) {
    var pieces = [], at = from;
    function add(end, hit) { if (end > at) pieces.push([text.slice(at, end), hit]); at = Math.max(at, end); }
    spans.forEach(function (span) {
      if (span[1] <= from || span[0] >= to) return;
      add(span[0], false);
      add(Math.min(span[1], to), true);
    });
    add(to, false);
    return pieces;
  }
  // The text around its first hit, cut between words.
  function snippetOf(text, terms) {
    if (!text) return [];
    var spans = spansIn(text, terms), hit = spans.length ? spans[0][0] : 0, wide = isWide(text[0]) || /[\u4e00-\u9fff]/.test(text.slice(hit, hit + 20));
    var before = wide ? 20 : 50, length = wide ? 90 : 180, from = Math.max(0, hit - before), to = Math.min(text.length, from + length);
    function isSpace(n) { return /\s/.test(text[n]); }
    if (from && !wide) while (from < hit && !isSpace(from - 1)) from++;
    if (from && /[\udc00-\udfff]/.test(text[from])) from++;
    var end = to;
    if (to < text.length && !wide) while (to > hit && !isSpace(to)) to--;
    if (to <= hit) to = end;
    if (/[\udc00-\udfff]/.test(text[to] || "")) to--;
    var pieces = piecesOf(text.replace(/\n/g, " "), spans, from, to);
    if (from) pieces.unshift(["…", false]);
    if (to < text.length) pieces.push(["…", false]);
    return pieces;
  }
  function address(language, path) {
    var start = language.code === own ? "../" : "../../" + language.code + "/";
    return start + (path ? path + "/" : "") + files[language.code + "/head"].value.index;
  }
  function results(language, numbers, terms, pages, done) {
    var name = function (number) { return language.code + "/texts-" + Math.floor(number / files[language.code + "/head"].value.per); };
    loadAll(numbers.map(name), function (texts) {
      var failed = false, found = [];
      numbers.forEach(function (number) {
        var rows = texts[name(number)], row = rows && rows[number % files[language.code + "/head"].value.per];
        if (!row) { failed = true; return; }
        var result = {
          title: piecesOf(row[0], spansIn(row[0], terms), 0, row[0].length), url: address(language, pages.paths[number]),
          label: row[2], when: row[3], snippet: snippetOf(row[4], terms)
        };
        if (row[5]) result.lang = row[5];
        found.push(result);
      });
      done(found, failed);
    });
  }

  // ---- asking
  function groupOf(language, numbers, terms, pages, first, done) {
    var shown = Math.min(first, numbers.length), group = {
      lang: language.code, tag: language.tag, name: language.name, own: language.code === own, total: numbers.length, results: []
    };
    group.more = numbers.length > shown ? function (told) {
      var from = shown;
      shown += NEXT;
      results(language, numbers.slice(from, shown), terms, pages, function (found, failed) { told({ results: found, error: failed }); });
    } : null;
    results(language, numbers.slice(0, first), terms, pages, function (found, failed) {
      group.results = found;
      done(group, failed);
    });
  }
  function show(text, terms, pages, found, done) {
    var left = languages.length, failed = false, groups = [], seen = {};
    (found[own] || []).forEach(function (number) { seen[number] = true; });
    languages.forEach(function (language, n) {
      var numbers = (found[language.code] || []).filter(function (number) { return !n || !seen[number]; });
      failed = failed || !found[language.code];
      groupOf(language, numbers, terms, pages, n && (found[own] || []).length ? ALSO : FIRST, function (group, broken) {
        groups[n] = group;
        failed = failed || broken;
        if (!--left) done({ text: text, groups: groups, error: failed });
      });
    });
  }
  function heads() { return languages.map(function (language) { return language.code + "/head"; }); }
  function query(text, done) {
    loadAll(heads(), function (loaded) {
      var head = loaded[own + "/head"];
      if (!head) return done({ text: text, groups: [], error: true });
      var needed = head.variants && !files["variants-0"];
      if (needed) return learnFiles(Array.from({ length: VARIANTS }, function (_, n) { return n; }), function () { query(text, done); });
      load("pages", function (pages) {
        if (!pages) return done({ text: text, groups: [], error: true });
        var terms = termsOf(text), left = languages.length, found = {};
        if (!terms.length) return done({ text: text, groups: [], error: false });
        languages.forEach(function (language) {
          find(language, terms, pages, function (numbers) {
            found[language.code] = numbers;
            if (--left) return;
            var known = languages.some(function (each) { return each.knows; });
            if (known) return show(text, terms, pages, found, done);
            // a character that no page has may be the other form of one that pages have
            var before = fold(text), wide = Array.from(before).filter(isWide);
            learnFiles(wide.map(function (sign) { return sign.codePointAt(0) % VARIANTS; }), function () {
              if (fold(text) !== before) query(text, done); else show(text, terms, pages, found, done);
            });
          });
        });
      });
    });
  }
  window.sitegenSearch = {
    put: function (name, value) { (files[name] || (files[name] = { waiting: [] })).value = value; },
    warm: function () { loadAll(heads(), function (loaded) { if (loaded[own + "/head"]) load("pages", function () {}); }); },
    query: query
  };
})();
