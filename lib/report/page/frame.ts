import { startCodeFolding } from './code-folding';
import { startContents } from './contents';
import { startTheme } from './theme';

// Before the page is drawn, so that it does not flash in the wrong colors.
startTheme();

document.addEventListener('DOMContentLoaded', () => {
  startCodeFolding();
  startContents();
});
