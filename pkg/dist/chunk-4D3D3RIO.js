var a=[],s=e=>a.push(e);function t(e){s(e)}function n(){return s=e=>e().catch(()=>a.push(e)),Promise.all(a.map(e=>e()))}export{t as a,n as b};
