import{a as o}from"../chunk-YR6YA25A.js";import{b as t}from"../chunk-JHZ6AN2L.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as ja};
