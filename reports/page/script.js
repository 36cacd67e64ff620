'use strict';
(function () {
  var table = document.getElementById('page-table'), body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.querySelectorAll('tr[data-id]'));
  if (!rows.length) return;
  var form = document.getElementById('page-filter'), shown = document.getElementById('page-shown');
  var search = document.getElementById('page-search');
  var choices = ['verdict', 'tier', 'provenance'].map(function (name) {
    return { name: name, select: document.getElementById('page-' + name) };
  });
  var entries = rows.map(function (row) {
    var card = document.getElementById(row.dataset.id);
    return { row: row, card: card, text: (row.dataset.id + ' ' + row.textContent + ' ' + card.textContent).toLowerCase() };
  });

  function filter() {
    var words = search.value.toLowerCase().split(/\s+/), n = 0;
    entries.forEach(function (e) {
      var on = words.every(function (w) { return e.text.indexOf(w) >= 0; }) && choices.every(function (c) {
        return !c.select.value || e.row.dataset[c.name].split('+').indexOf(c.select.value) >= 0;
      });
      e.row.hidden = e.card.hidden = !on;
      if (on) n++;
    });
    shown.textContent = n + ' of ' + entries.length + ' claims shown';
  }
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(filter, 0); });
  filter();

  // A link to a claim that the filter hides shows it again.
  function reveal() {
    var card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (card && card.hidden) { form.reset(); setTimeout(function () { card.scrollIntoView(); }, 1); }
  }
  window.addEventListener('hashchange', reveal);

  function value(row, column) {
    var cell = row.cells[column], v = cell.dataset.sort, x = v === undefined ? cell.textContent : v, n = Number(x);
    return x === '' || isNaN(n) ? x : n;
  }
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.textContent = '';
    head.appendChild(button);
    button.addEventListener('click', function () {
      var down = head.getAttribute('aria-sort') === 'ascending';
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (h) { h.removeAttribute('aria-sort'); });
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      var order = rows.map(function (row, k) { return { row: row, value: value(row, column), k: k }; });
      order.sort(function (a, b) {
        var c = typeof a.value === typeof b.value ? (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) : typeof a.value === 'number' ? -1 : 1;
        return (down ? -c : c) || a.k - b.k;
      });
      order.forEach(function (o) { body.appendChild(o.row); });
    });
  });

  // Paper shows what a click would.
  var opened = [];
  window.addEventListener('beforeprint', function () {
    opened = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener('afterprint', function () { opened.forEach(function (d) { d.open = false; }); });
})();
