var e=[],n=t=>e.push(t);function a(t){n(t)}function o(){return n=t=>t().catch(()=>e.push(t)),Promise.all(e.map(t=>t()))}export{a,o as b};
