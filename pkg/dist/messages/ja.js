import{a as o}from"../chunk-T633FG76.js";import{b as t}from"../chunk-3Z732PAA.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as ja};
