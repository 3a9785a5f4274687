// Takes out of the public style sheet what no public template uses: a phone loads it first of all.
// What a template puts together from a variable is named here; a test of every class that the
// templates can print would notice one that is missing.
module.exports = {
  content: [
    "../ruangaman/templates/public/**/*.html",
    "../ruangaman/templates/components/**/*.html",
    "../ruangaman/templates/errors/public.html",
    "../ruangaman/templates/base_public.html",
  ],
  defaultExtractor: (text) => text.match(/[\w!-]+/g) || [],
  safelist: [
    /^govuk-(radios|checkboxes)$/,
    /^govuk-(radios|checkboxes)--(small|inline)$/,
    /^govuk-(radios|checkboxes)__(divider|hint|input|item|label)$/,
    /^govuk-fieldset__legend--[lms]$/,
    /^govuk-input--width-(10|20)$/,
    /^govuk-tag--/,
    /--error$/,
  ],
};
