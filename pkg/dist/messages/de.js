import{a as o}from"../chunk-SAWG6QND.js";import"../chunk-5UCSVY56.js";import{a as e}from"../chunk-PZJWZYXR.js";var t={...e,...o},m=t;export{t as de,m as default};
