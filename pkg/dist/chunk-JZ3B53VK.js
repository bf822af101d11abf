function n(e){return e.items.flatMap(t=>t.status==="unmet"?[t.violation]:[])}function s(e){return e.items.some(t=>t.status==="unmet")}export{n as a,s as b};
