import{a as o}from"../chunk-2PYJL5MX.js";import{a as e}from"../chunk-C4XN3ZMZ.js";import"../chunk-BOFG7SNA.js";var t={...e,...o},m=t;export{m as default,t as ja};
