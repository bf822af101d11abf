import{a as o}from"../chunk-3ZXHXT37.js";import{b as r}from"../chunk-JO27CS5P.js";import"../chunk-OMQWZJ5J.js";var m={...r,...o},p=m;export{p as default,m as ja};
