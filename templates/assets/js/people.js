// Finds people by name, title or hospital among those on the page.
(function () {
  "use strict";
  var form = document.querySelector(".filter"), box = form.querySelector("input"), told = form.querySelector("[role=status]");
  function plain(text) {
    text = text.toLowerCase();
    return (text.normalize ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text).replace(/\s+/g, " ");
  }
  var letters = [].map.call(document.querySelectorAll(".letter"), function (letter) {
    return { element: letter, people: [].map.call(letter.querySelectorAll("li"), function (person) {
      return { element: person, text: plain(person.textContent + " " + (person.getAttribute("data-also") || "")) };
    }) };
  });
  function find() {
    var parts = plain(box.value).split(" "), found = 0;
    letters.forEach(function (letter) {
      var here = 0;
      letter.people.forEach(function (person) {
        var fits = parts.every(function (part) { return person.text.indexOf(part) >= 0; });
        person.element.hidden = !fits;
        if (fits) here++;
      });
      letter.element.hidden = !here;
      found += here;
    });
    var words = box.getAttribute("data-" + (found > 1 ? "some" : found ? "one" : "none"));
    told.textContent = box.value.trim() ? words.replace("2", found) : "";
  }
  box.addEventListener("input", find);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.className += " is-on";
  if (box.value) find();
})();
