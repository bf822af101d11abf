import{a as o}from"../chunk-GOJPVBY7.js";import{b as t}from"../chunk-UHBNMVAD.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as ko};
