// Tells the style that scripts run. The design system has this as an inline script; ours are files, so that the
// page needs no exception from its security policy.
document.body.className +=
  ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '');
