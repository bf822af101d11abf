import{a,b}from"../../chunk-JO27CS5P.js";import"../../chunk-OMQWZJ5J.js";export{b as default,a as ja};
