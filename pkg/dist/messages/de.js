import{a as o}from"../chunk-WZVH2JRH.js";import"../chunk-BOFG7SNA.js";import{a as e}from"../chunk-PZJWZYXR.js";var t={...e,...o},m=t;export{t as de,m as default};
