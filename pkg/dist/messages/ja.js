import{a as o}from"../chunk-3ZXHXT37.js";import{b as r}from"../chunk-3DGIMMUY.js";import"../chunk-PY56WE3J.js";var m={...r,...o},p=m;export{p as default,m as ja};
