import{a,b,c,d}from"./chunk-GONZM7HF.js";export{b as invalid,a as readExtended,d as readExtendedViolation,c as writeContext};
