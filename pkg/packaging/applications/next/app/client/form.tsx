'use client';

export { SetPassword } from '../../../../react/form';
