// C's CivetWeb, which delivers frames: a message is kept until its last one.
#include <civetweb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct message {
  int opcode;
  char *bytes;
  size_t length;
};

static int opened(const struct mg_connection *connection, void *user) {
  mg_set_user_connection_data(connection, calloc(1, sizeof(struct message)));
  return 0;
}

static void ended(const struct mg_connection *connection, void *user) {
  struct message *message = mg_get_user_connection_data(connection);
  free(message->bytes);
  free(message);
}

static int echo(struct mg_connection *connection, int first, char *bytes, size_t length,
                void *user) {
  struct message *message = mg_get_user_connection_data(connection);
  int opcode = first & 0x0f;
  switch (opcode) {
    case MG_WEBSOCKET_OPCODE_CONNECTION_CLOSE:
      mg_websocket_write(connection, opcode, bytes, length < 2 ? 0 : 2);
      return 0;
    case MG_WEBSOCKET_OPCODE_PING:
      mg_websocket_write(connection, MG_WEBSOCKET_OPCODE_PONG, bytes, length);
      return 1;
    case MG_WEBSOCKET_OPCODE_PONG:
      return 1;
  }
  if (opcode != MG_WEBSOCKET_OPCODE_CONTINUATION) {
    message->opcode = opcode;
    message->length = 0;
  }
  message->bytes = realloc(message->bytes, message->length + length + 1);
  memcpy(message->bytes + message->length, bytes, length);
  message->length += length;
  if (first & 0x80)
    mg_websocket_write(connection, message->opcode, message->bytes, message->length);
  return 1;
}

int main(int count, char **arguments) {
  char address[32];
  snprintf(address, sizeof address, "127.0.0.1:%s", arguments[1]);
  const char *options[] = {"listening_ports", address, "num_threads", "64", NULL};
  mg_init_library(0);
  struct mg_context *context = mg_start(NULL, NULL, options);
  if (!context) return 1;
  mg_set_websocket_handler(context, "/", opened, NULL, echo, ended, NULL);
  for (;;) pause();
}
