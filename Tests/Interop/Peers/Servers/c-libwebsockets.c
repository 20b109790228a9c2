// C's libwebsockets: each piece of a message that it delivers is kept, and the whole sent back.
#include <libwebsockets.h>
#include <stdlib.h>
#include <string.h>

struct message {
  struct message *next;
  size_t length;
  int is_binary;
  unsigned char *bytes;  // after LWS_PRE bytes of room
};

struct session {
  unsigned char *bytes;
  size_t length, capacity;
  struct message *first, **last;
  struct message *sent;  // the library may compress its bytes after lws_write has returned
};

static void discard(struct message *message) {
  if (message) free(message->bytes);
  free(message);
}

static void add(struct session *session, const void *in, size_t length) {
  size_t needed = LWS_PRE + session->length + length;
  if (needed > session->capacity) {
    session->capacity = needed * 2;
    session->bytes = realloc(session->bytes, session->capacity);
  }
  memcpy(session->bytes + LWS_PRE + session->length, in, length);
  session->length += length;
}

static void finish(struct session *session, int is_binary) {
  struct message *message = calloc(1, sizeof *message);
  add(session, "", 0);
  *message = (struct message){NULL, session->length, is_binary, session->bytes};
  *session->last = message;
  session->last = &message->next;
  session->bytes = NULL;
  session->length = session->capacity = 0;
}

static int send_first(struct session *session, struct lws *wsi) {
  struct message *message = session->first;
  discard(session->sent);
  session->sent = message;
  if (!message) return 0;
  session->first = message->next;
  if (!session->first) session->last = &session->first;
  int sent = lws_write(wsi, message->bytes + LWS_PRE, message->length,
                       message->is_binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT);
  if (session->first) lws_callback_on_writable(wsi);
  return sent < 0 ? -1 : 0;
}

static int echo(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in,
                size_t length) {
  struct session *session = user;
  switch (reason) {
    case LWS_CALLBACK_ESTABLISHED:
      session->last = &session->first;
      break;
    case LWS_CALLBACK_RECEIVE:
      add(session, in, length);
      if (lws_is_final_fragment(wsi) && lws_remaining_packet_payload(wsi) == 0) {
        finish(session, lws_frame_is_binary(wsi));
        lws_callback_on_writable(wsi);
      }
      break;
    case LWS_CALLBACK_SERVER_WRITEABLE:
      return send_first(session, wsi);
    case LWS_CALLBACK_CLOSED:
      free(session->bytes);
      discard(session->sent);
      while (session->first) {
        struct message *message = session->first;
        session->first = message->next;
        discard(message);
      }
      break;
    default:
      return lws_callback_http_dummy(wsi, reason, user, in, length);
  }
  return 0;
}

int main(int argc, char **argv) {
  const struct lws_protocols protocols[] = {
      {"echo", echo, sizeof(struct session), 65536, 0, NULL, 0}, {NULL, NULL, 0, 0, 0, NULL, 0}};
  const struct lws_extension extensions[] = {
      {"permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate"},
      {NULL, NULL, NULL}};
  struct lws_context_creation_info info = {0};
  info.port = argc > 1 ? atoi(argv[1]) : 0;
  info.iface = "lo";
  info.protocols = protocols;
  info.extensions = extensions;
  info.options = LWS_SERVER_OPTION_VALIDATE_UTF8;
  lws_set_log_level(LLL_ERR, NULL);
  struct lws_context *context = lws_create_context(&info);
  while (context && lws_service(context, 0) >= 0) {
  }
  return 1;
}
