// Loaded before the unmodified window program (LD_PRELOAD), in tests only: it lets
// WebKitWebDriver drive the program's own view. Wails never allows that by itself,
// and the shipped program stays as it is.
#define _GNU_SOURCE
#include <webkit2/webkit2.h>

static WebKitWebView *view;

static WebKitWebView *hand_over_view(WebKitAutomationSession *session, gpointer data) { return view; }

static void on_started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer data) {
  WebKitApplicationInfo *info = webkit_application_info_new();
  webkit_application_info_set_name(info, "daykit");
  webkit_application_info_set_version(info, 1, 0, 0);
  webkit_automation_session_set_application_info(session, info);
  webkit_application_info_unref(info);
  g_signal_connect(session, "create-web-view", G_CALLBACK(hand_over_view), NULL);
}

// Takes the place of WebKit's own function, which Wails calls once.
GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
  WebKitWebContext *context = webkit_web_context_get_default();
  webkit_web_context_set_automation_allowed(context, TRUE);
  g_signal_connect(context, "automation-started", G_CALLBACK(on_started), NULL);
  view = WEBKIT_WEB_VIEW(g_object_new(WEBKIT_TYPE_WEB_VIEW, "user-content-manager", manager, "web-context", context,
                                      "is-controlled-by-automation", TRUE, NULL));
  return GTK_WIDGET(view);
}
