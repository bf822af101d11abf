import{a as o}from"../chunk-CHCIYQUX.js";import{b as r}from"../chunk-3LJQVDC4.js";import"../chunk-5UCSVY56.js";import"../chunk-4D3D3RIO.js";var t={...r,...o},m=t;export{m as default,t as fr};
