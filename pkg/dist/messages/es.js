import{a as e}from"../chunk-PT4AZ5U4.js";import{b as o}from"../chunk-HO7CDU55.js";import"../chunk-5UCSVY56.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},p=t;export{p as default,t as es};
