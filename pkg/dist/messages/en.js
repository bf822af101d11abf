import{a as o}from"../chunk-YJJDLGAQ.js";import{b as r}from"../chunk-NGGWXAL4.js";import"../chunk-PY56WE3J.js";var m={...r,...o},p=m;export{p as default,m as en};
