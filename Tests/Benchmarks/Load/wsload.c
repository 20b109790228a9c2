/* wsload: loads a WebSocket echo server on this machine, and says how many messages came back.

   wsload PORT CONNECTIONS IN_FLIGHT PAYLOAD SECONDS
     Keeps IN_FLIGHT masked messages on the way on each of CONNECTIONS. PAYLOAD is a number of bytes,
     sent as binary messages, or the name of a file, sent as a text message with permessage-deflate.
   wsload PORT CONNECTIONS 1 PAYLOAD 0
     One echo on each connection; then says "held" and holds them all until its input ends.

   Checks the first echo of every connection byte for byte, and the number of bytes of all others.
   One thread and epoll, because it must be faster than any server that it loads. Needs Linux. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { ECHO_KEPT = 1 << 18 };

typedef struct {
  int fd;
  size_t sent;       /* bytes of this batch that were sent */
  size_t got;        /* bytes (plain) or messages (compressed) of it that came back */
  int checked;       /* whether the first echo was checked */
  uint8_t *echo;     /* the first echo, as far as it has come */
  size_t echo_count;
  uint8_t header[10]; /* compressed: the present header, and how much of its payload is missing */
  size_t header_count;
  uint64_t missing;
} connection;

static uint8_t *message, *frame_payload, *batch, *expected;
static size_t message_count, payload_count, batch_count, expected_count;
static int compressed, in_flight;

static void die(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("wsload: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  exit(1);
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000ull + time.tv_nsec;
}

/* ---- What is sent, and what must come back ---- */

static size_t write_header(uint8_t *at, uint8_t first, uint8_t mask, uint64_t count) {
  int bytes = count < 126 ? 0 : count < 65536 ? 2 : 8;
  at[0] = first;
  at[1] = mask | (bytes == 0 ? count : bytes == 2 ? 126 : 127);
  for (int i = 0; i < bytes; i++) at[2 + i] = count >> 8 * (bytes - 1 - i);
  return 2 + bytes;
}

static void read_message(const char *word) {
  char *end;
  message_count = strtoull(word, &end, 10);
  if (*end == 0) {
    message = malloc(message_count + 1);
    for (size_t i = 0; i < message_count; i++) message[i] = i * 31 + 7;
    frame_payload = message;
    payload_count = message_count;
    return;
  }
  compressed = 1;
  FILE *file = fopen(word, "rb");
  if (!file) die("%s: %s", word, strerror(errno));
  message = malloc(1 << 20);
  message_count = fread(message, 1, 1 << 20, file);
  fclose(file);
  /* RFC 7692 7.2.1: a raw stream, flushed, without the last four bytes. Each message is compressed by
     itself, which every receiver must understand, for all parameters. */
  z_stream stream = {0};
  if (deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY)) die("deflateInit2");
  frame_payload = malloc(message_count + 1024);
  stream.next_in = message;
  stream.avail_in = message_count;
  stream.next_out = frame_payload;
  stream.avail_out = message_count + 1024;
  deflate(&stream, Z_SYNC_FLUSH);
  payload_count = stream.total_out - 4;
}

static void write_batch(void) {
  static const uint8_t key[4] = {0x37, 0xfa, 0x21, 0x3d};
  uint8_t first = compressed ? 0xc1 : 0x82; /* FIN; RSV1 and text, or binary */
  batch = malloc((payload_count + 14) * in_flight);
  for (int number = 0; number < in_flight; number++) {
    batch_count += write_header(batch + batch_count, first, 0x80, payload_count);
    memcpy(batch + batch_count, key, 4);
    batch_count += 4;
    for (size_t i = 0; i < payload_count; i++)
      batch[batch_count++] = frame_payload[i] ^ key[i & 3];
  }
  expected = malloc(message_count + 10);
  expected_count = write_header(expected, 0x82, 0, message_count);
  memcpy(expected + expected_count, message, message_count);
  expected_count += message_count;
}

/* ---- What comes back ---- */

static void keep_echo(connection *c, const uint8_t *bytes, size_t count) {
  if (!c->echo) c->echo = malloc(ECHO_KEPT);
  if (c->echo_count + count > ECHO_KEPT) count = ECHO_KEPT - c->echo_count;
  memcpy(c->echo + c->echo_count, bytes, count);
  c->echo_count += count;
}

static void check_echo(connection *c, const uint8_t *right, size_t count) {
  if (c->echo_count < count || memcmp(c->echo, right, count)) die("the echo differs");
  free(c->echo);
  c->echo = NULL;
  c->checked = 1;
}

static void inflate_echo(connection *c) {
  keep_echo(c, (const uint8_t *)"\0\0\xff\xff", 4);
  z_stream stream = {0};
  if (inflateInit2(&stream, -15)) die("inflateInit2");
  uint8_t *out = malloc(ECHO_KEPT);
  stream.next_in = c->echo;
  stream.avail_in = c->echo_count;
  stream.next_out = out;
  stream.avail_out = ECHO_KEPT;
  inflate(&stream, Z_SYNC_FLUSH);
  free(c->echo);
  c->echo = out;
  c->echo_count = stream.total_out;
  inflateEnd(&stream);
  if (c->echo_count != message_count) die("the echo inflates to %zu bytes", c->echo_count);
  check_echo(c, message, message_count);
}

/* Every server compresses in its own way, so that frames must be read to know where they end. */
static void take_compressed(connection *c, const uint8_t *bytes, size_t count) {
  while (count > 0) {
    if (c->missing > 0) {
      size_t part = c->missing < count ? c->missing : count;
      if (!c->checked) keep_echo(c, bytes, part);
      c->missing -= part;
      bytes += part;
      count -= part;
    } else {
      c->header[c->header_count++] = *bytes++;
      count--;
      if (c->header_count < 2) continue;
      if (c->header[0] != 0xc1) die("a frame that begins with %02x", c->header[0]);
      int form = c->header[1], extended = form < 126 ? 0 : form == 126 ? 2 : 8;
      if (c->header_count < 2u + extended) continue;
      c->missing = extended ? 0 : form;
      for (int i = 0; i < extended; i++) c->missing = c->missing << 8 | c->header[2 + i];
    }
    if (c->missing > 0) continue;
    c->header_count = 0;
    c->got++;
    if (!c->checked) inflate_echo(c);
  }
}

static void take_plain(connection *c, const uint8_t *bytes, size_t count) {
  if (!c->checked) {
    keep_echo(c, bytes, count);
    if (c->echo_count >= expected_count) check_echo(c, expected, expected_count);
  }
  c->got += count;
  if (c->got > expected_count * in_flight) die("more bytes than were sent");
}

/* ---- Connections ---- */

static int open_connection(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  if (fd < 0 || connect(fd, (void *)&address, sizeof address)) die("%s", strerror(errno));
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  char head[4096];
  int count = snprintf(head, sizeof head,
    "GET /echo HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s\r\n",
    port, compressed ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "");
  if (write(fd, head, count) != count) die("the request was not sent");
  count = 0;
  while (!memmem(head, count, "\r\n\r\n", 4)) {
    if (count == sizeof head - 1 || read(fd, head + count, 1) != 1) die("no answer");
    head[++count] = 0;
  }
  if (memcmp(head, "HTTP/1.1 101", 12)) die("not 101: %.60s", head);
  if (compressed && !strcasestr(head, "permessage-deflate")) die("no compression was agreed on");
  fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

static int batch_is_back(const connection *c) {
  return c->got == (compressed ? (size_t)in_flight : expected_count * in_flight);
}

static void send_batch(connection *c) {
  while (c->sent < batch_count) {
    ssize_t count = write(c->fd, batch + c->sent, batch_count - c->sent);
    if (count < 0 && errno == EAGAIN) return;
    if (count < 0) die("write: %s", strerror(errno));
    c->sent += count;
  }
}

static void receive_batch(connection *c) {
  static uint8_t buffer[1 << 18];
  ssize_t count = sizeof buffer;
  /* A read that does not fill the buffer has taken everything: epoll reports what comes later. */
  while (count == sizeof buffer) {
    count = read(c->fd, buffer, sizeof buffer);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) die("the server ended the connection");
    (compressed ? take_compressed : take_plain)(c, buffer, count);
  }
}

int main(int argc, char **argv) {
  if (argc != 6) die("wsload PORT CONNECTIONS IN_FLIGHT PAYLOAD SECONDS");
  int port = atoi(argv[1]), count = atoi(argv[2]);
  in_flight = atoi(argv[3]);
  read_message(argv[4]);
  double seconds = atof(argv[5]);
  write_batch();

  connection *connections = calloc(count, sizeof *connections);
  int poll = epoll_create1(0);
  for (int i = 0; i < count; i++) {
    connections[i].fd = open_connection(port);
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.u32 = i};
    epoll_ctl(poll, EPOLL_CTL_ADD, connections[i].fd, &event);
  }

  uint64_t messages = 0, start = now(), end = start + (uint64_t)(seconds * 1e9);
  int held = 0;
  struct epoll_event events[256];
  while (seconds > 0 ? now() < end : held < count) {
    int ready = epoll_wait(poll, events, 256, 100);
    for (int i = 0; i < ready; i++) {
      connection *c = &connections[events[i].data.u32];
      send_batch(c);
      receive_batch(c);
      if (!batch_is_back(c)) continue;
      messages += in_flight;
      c->sent = c->got = 0;
      if (seconds > 0) send_batch(c); else c->sent = batch_count, held++;
    }
  }
  double elapsed = (now() - start) / 1e9;
  if (messages == 0) die("no message came back");
  if (seconds > 0) {
    printf("%.0f messages in %.6f s\n", (double)messages, elapsed);
  } else {
    printf("held %d\n", held);
    fflush(stdout);
    while (getchar() != EOF) {}
  }
}
