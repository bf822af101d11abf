import{a as o}from"../chunk-YJJDLGAQ.js";import{b as r}from"../chunk-WRTB3LVP.js";import"../chunk-OMQWZJ5J.js";var m={...r,...o},p=m;export{p as default,m as en};
