/// The whole look of a page, for screen and print. System fonts; every pair of colours has a contrast of 7 or more.
pub(super) const STYLE: &str = "\
body { margin: 0; color: #111; background: #fff; font: 1rem/1.5 Arial, Helvetica, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { font-size: 1.375rem; line-height: 1.3; margin-top: 2.25rem; border-top: 1px solid #555; padding-top: .75rem; }
h3 { font-size: 1.125rem; margin-top: 1.5rem; }
code { font-size: .8125rem; color: #333; background: #f3f3f3; padding: 0 .2em; }
td code { white-space: nowrap; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; color: #fff; background: #111; }
:focus { outline: 3px solid #111; outline-offset: 2px; }
main:focus { outline: none; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; min-width: 34rem; width: 100%; overflow-wrap: normal; }
caption { text-align: left; font-weight: bold; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .375rem .5rem; border-bottom: 1px solid #767676; }
tbody th { font-weight: normal; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
.note { border-left: .375rem solid #111; padding: .25rem 0 .25rem .75rem; }
.write { border: 2px dashed #555; padding: .75rem; min-height: 5rem; }
.sign { margin: 1.5rem 0; }
.sign span { display: inline-block; width: 18rem; max-width: 100%; border-bottom: 1px solid #111; }
@media print {
  @page { margin: 18mm; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .skip { display: none; }
  .scroll { overflow: visible; }
  table { min-width: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  tr, .write, .sign { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
}
";
