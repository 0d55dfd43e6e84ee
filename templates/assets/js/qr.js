// QR codes (ISO/IEC 18004:2015) of a link: bytes, versions 1 to 20, level M where it fits version 10, else L.
// `sitegenCode(text)` gives rows of 0 and 1 without the quiet zone, or null where the text is too long.
(function () {
  "use strict";
  // Table 9, by version: codewords of correction in a block, and blocks.
  var LEVELS = {
    M: { bits: 0, most: 10, correction: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26], blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5] },
    L: { bits: 1, most: 20, correction: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28], blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8] }
  };
  var MASKS = [
    function (y, x) { return (y + x) % 2; }, function (y) { return y % 2; }, function (y, x) { return x % 3; }, function (y, x) { return (y + x) % 3; },
    function (y, x) { return ((y >> 1) + Math.floor(x / 3)) % 2; }, function (y, x) { return y * x % 2 + y * x % 3; },
    function (y, x) { return (y * x % 2 + y * x % 3) % 2; }, function (y, x) { return ((y + x) % 2 + y * x % 3) % 2; }
  ];

  // ---- the field GF(256) over x^8 + x^4 + x^3 + x^2 + 1, and Reed-Solomon (7.5.2)
  var power = [], log = [];
  for (var n = 0, value = 1; n < 255; n++) {
    power[n] = value;
    log[value] = n;
    value <<= 1;
    if (value > 255) value ^= 0x11d;
  }
  function times(a, b) { return a && b ? power[(log[a] + log[b]) % 255] : 0; }
  function generator(size) {
    var found = [1];
    for (var n = 0; n < size; n++) {
      found.push(0);
      for (var m = n + 1; m; m--) found[m] ^= times(found[m - 1], power[n]);
    }
    return found;
  }
  function correct(data, by) {
    var rest = data.concat(by.slice(1).map(function () { return 0; }));
    data.forEach(function (word, n) {
      var first = rest[n];
      by.forEach(function (factor, m) { rest[n + m] ^= times(first, factor); });
    });
    return rest.slice(data.length);
  }
  // Remainder of a BCH code (7.9, 7.10), appended to its data.
  function bch(data, by, width) {
    var rest = data << width;
    for (var n = 17; n >= width; n--) if (rest >> n & 1) rest ^= by << n - width;
    return data << width | rest;
  }

  // ---- the grid: null where data go
  function frame(version) {
    var size = 17 + 4 * version, grid = [], centres = [6], y, x;
    for (y = 0; y < size; y++) for (grid[y] = [], x = 0; x < size; x++) grid[y][x] = y === 6 ? 1 - x % 2 : x === 6 ? 1 - y % 2 : null;
    function ring(cy, cx, reach, light) {
      for (var dy = -reach; dy <= reach; dy++) for (var dx = -reach; dx <= reach; dx++) {
        var far = Math.max(Math.abs(dy), Math.abs(dx));
        if (grid[cy + dy] && cx + dx >= 0 && cx + dx < size) grid[cy + dy][cx + dx] = light.indexOf(far) < 0 ? 1 : 0;
      }
    }
    if (version > 1) {
      var count = Math.floor(version / 7) + 2, step = 2 * Math.ceil((4 * version + 4) / (2 * count - 2));
      for (n = count - 2; n >= 0; n--) centres.push(size - 7 - n * step);
    }
    centres.forEach(function (cy, a) {
      centres.forEach(function (cx, b) {
        var last = centres.length - 1;
        if (last && !(!a && !b || !a && b === last || a === last && !b)) ring(cy, cx, 2, [1]);
      });
    });
    ring(3, 3, 4, [2, 4]);
    ring(3, size - 4, 4, [2, 4]);
    ring(size - 4, 3, 4, [2, 4]);
    mark(grid, version, 0);
    return grid;
  }
  // Format and version information; `format` 0 only keeps the place.
  function mark(grid, version, format) {
    var size = grid.length, n, bit;
    for (n = 0; n < 15; n++) {
      bit = format >> n & 1;
      grid[n < 6 ? n : n < 8 ? n + 1 : size - 15 + n][8] = bit;
      grid[8][n < 8 ? size - 1 - n : n < 9 ? 7 : 14 - n] = bit;
    }
    grid[size - 8][8] = format ? 1 : 0;
    if (version > 6) for (bit = bch(version, 0x1f25, 12), n = 0; n < 18; n++) {
      var y = Math.floor(n / 3), x = size - 11 + n % 3, on = format ? bit >> n & 1 : 0;
      grid[y][x] = grid[x][y] = on;
    }
  }

  // ---- data (7.4): mode, length, bytes, end, padding; in blocks with their correction (7.6)
  function codewords(bytes, version, level, room) {
    var per = level.correction[version - 1], blocks = level.blocks[version - 1], size = room - per * blocks, bits = [], words = [];
    function put(value, width) { while (width--) bits.push(value >> width & 1); }
    put(4, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    bytes.forEach(function (byte) { put(byte, 8); });
    if (bits.length > size * 8) return null;
    put(0, Math.min(4, size * 8 - bits.length));
    put(0, (8 - bits.length % 8) % 8);
    for (var n = 0; n < bits.length; n += 8) words.push(parseInt(bits.slice(n, n + 8).join(""), 2));
    for (n = 0; words.length < size; n++) words.push(n % 2 ? 17 : 236);
    var by = generator(per), data = [], checks = [], short = Math.floor(size / blocks), start = 0, found = [];
    for (n = 0; n < blocks; n++) {
      var end = start + short + (n >= blocks - size % blocks ? 1 : 0);
      data.push(words.slice(start, end));
      checks.push(correct(data[n], by));
      start = end;
    }
    [data, checks].forEach(function (rows) {
      for (var n = 0; n <= short || n < per; n++) rows.forEach(function (row) { if (n < row.length) found.push(row[n]); });
    });
    return found;
  }
  function place(frame, words) {
    var size = frame.length, grid = frame.map(function (row) { return row.slice(); }), n = 0, up = true;
    for (var right = size - 1; right > 0; right -= 2, up = !up) {
      if (right === 6) right = 5;
      for (var step = 0; step < size; step++) for (var side = 0; side < 2; side++) {
        var y = up ? size - 1 - step : step, x = right - side;
        if (frame[y][x] !== null) continue;
        grid[y][x] = n < words.length * 8 ? words[n >> 3] >> 7 - n % 8 & 1 : 0;
        n++;
      }
    }
    return grid;
  }

  // ---- the mask with the least penalty (7.8.3)
  function penalty(grid) {
    var size = grid.length, sum = 0, dark = 0, y, x;
    function line(text) {
      (text.match(/0{5,}|1{5,}/g) || []).forEach(function (run) { sum += run.length - 2; });
      for (var at = text.indexOf("1011101"); at >= 0;) {
        var is = /^0*$/.test(text.slice(Math.max(at - 4, 0), at)) || /^0*$/.test(text.slice(at + 7, at + 11));
        if (is) sum += 40;
        at = text.indexOf("1011101", at + (is ? 7 : 4));
      }
    }
    for (y = 0; y < size; y++) {
      var down = "";
      for (x = 0; x < size; x++) {
        dark += grid[y][x];
        down += grid[x][y];
        if (y && x && grid[y][x] + grid[y - 1][x] + grid[y][x - 1] + grid[y - 1][x - 1] === 4 * grid[y][x]) sum += 3;
      }
      line(grid[y].join(""));
      line(down);
    }
    return sum + 10 * Math.floor(Math.abs(dark / size / size * 100 - 50) / 5);
  }
  function finish(frame, words, version, level) {
    var plain = place(frame, words), best, least = Infinity;
    MASKS.forEach(function (mask, n) {
      var grid = plain.map(function (row, y) {
        return row.map(function (bit, x) { return frame[y][x] === null && !mask(y, x) ? 1 - bit : bit; });
      });
      var sum = penalty(grid);
      if (sum >= least) return;
      least = sum;
      best = grid;
      mark(grid, version, bch(level.bits << 3 | n, 0x537, 10) ^ 0x5412);
    });
    return best;
  }

  window.sitegenCode = function (text) {
    var bytes = unescape(encodeURIComponent(text)).split("").map(function (byte) { return byte.charCodeAt(0); });
    var names = ["M", "L"];
    for (var n = 0; n < 2; n++) for (var version = 1, level = LEVELS[names[n]]; version <= level.most; version++) {
      var empty = frame(version), room = 0;
      empty.forEach(function (row) { row.forEach(function (bit) { room += bit === null; }); });
      var words = codewords(bytes, version, level, room >> 3);
      if (words) return finish(empty, words, version, level);
    }
    return null;
  };
})();
