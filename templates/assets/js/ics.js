// A calendar (RFC 5545) of starred items: what the site's own calendars say of them, but for their descriptions.
// `sitegenCalendar(rows, data, words, name)`: rows {id, item} with a date, `data` of data.js; gives the text of the file.
(function () {
  "use strict";
  var STATUS = { postponed: "TENTATIVE", cancelled: "CANCELLED", replaced: "CANCELLED" }, END = "\r\n";

  // Lines of 75 octets at most, divided between characters (3.1).
  function fold(line) {
    for (var found = "", room = 75, n = 0; n < line.length; n++) {
      var unit = line.charCodeAt(n), isPair = unit >= 0xd800 && unit < 0xdc00, wide = unit < 0x80 ? 1 : unit < 0x800 ? 2 : isPair ? 4 : 3;
      if (room < wide) { found += END + " "; room = 74; }
      found += isPair ? line.charAt(n) + line.charAt(++n) : line.charAt(n);
      room -= wide;
    }
    return found + END;
  }
  function escaped(text) { return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n").replace(/[\x00-\x1f\x7f]/g, ""); }
  // Date and minutes of that day, which may pass 24:00, as local time of the zone.
  function local(date, at) { return new Date(Date.parse(date + "T00:00Z") + at * 6e4).toISOString().replace(/[-:]/g, "").slice(0, 15); }

  window.sitegenCalendar = function (rows, data, words, name) {
    function span(item) {
      var zone = ";TZID=" + data.zone + ":";
      if (item.s === undefined) return "DTSTART;VALUE=DATE:" + local(item.d, 0).slice(0, 8) + END + "DTEND;VALUE=DATE:" + local(item.d, 1440).slice(0, 8) + END;
      return fold("DTSTART" + zone + local(item.d, item.s)) + (item.e > item.s ? fold("DTEND" + zone + local(item.d, item.e)) : "");
    }
    function event(row) {
      var item = row.item, stamp = data.stamps[item.m], mark = item.x ? words[item.x] : item.u ? words.tba : "", off = STATUS[item.x];
      var title = mark ? words.marked.replace("{mark}", function () { return mark; }).replace("{title}", function () { return item.t; }) : item.t;
      return "BEGIN:VEVENT" + END + fold("UID:" + escaped(item.i || data.uid.replace("{id}", row.id))) +
        "DTSTAMP:" + stamp + END + "LAST-MODIFIED:" + stamp + END + "SEQUENCE:" + (item.q || 0) + END + span(item) +
        "STATUS:" + (off || (item.u ? "TENTATIVE" : "CONFIRMED")) + END +
        fold("SUMMARY;LANGUAGE=" + (item.l || document.documentElement.lang) + ":" + escaped(title)) +
        (data.places[item.o] ? data.places[item.o][1] : "") + (data.site ? fold("URL:" + data.site + row.id + "/" + data.index) : "") +
        (off || item.s === undefined ? "TRANSP:TRANSPARENT" + END : "") + "END:VEVENT" + END;
    }
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitegen//sitegen//EN", "CALSCALE:GREGORIAN", ""].join(END) +
      fold("X-WR-CALNAME:" + escaped(name)) + data.calendar + rows.map(event).join("") + "END:VCALENDAR" + END;
  };
})();
