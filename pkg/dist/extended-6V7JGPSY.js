import{a,b,c,d}from"./chunk-YDB7KMST.js";export{b as invalid,a as readExtended,d as readExtendedViolation,c as writeContext};
