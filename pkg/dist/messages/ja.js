import{a as o}from"../chunk-T633FG76.js";import{b as t}from"../chunk-CM26ZMWP.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as ja};
