/* forward PORT: passes all bytes on to 127.0.0.1:PORT and back, and does not look at them.

   The least that a program between two ends can do: one read and one write for what has arrived.
   It waits for an end that does not read, and ends when a stream does; enough for a comparison.
   Needs Linux. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 1 << 16 };
static int partner[MOST];
static char buffer[1 << 18];

static void watch(int poll, int fd) {
  int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
}

static void pass(int from) {
  ssize_t count = recv(from, buffer, sizeof buffer, MSG_DONTWAIT), sent = 0;
  if (count < 0) return;
  while (sent < count) {
    ssize_t part = send(partner[from], buffer + sent, count - sent, MSG_NOSIGNAL);
    if (part < 0) break;
    sent += part;
  }
  if (count > 0 && sent == count) return;
  close(partner[from]);
  close(from);
}

int main(int argc, char **argv) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0);
  if (argc != 2 || bind(listener, (void *)&address, size) || listen(listener, 4096)) return 1;
  watch(poll, listener);
  getsockname(listener, (void *)&address, &size);
  printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  address.sin_port = htons(atoi(argv[1]));
  struct epoll_event events[256];
  for (;;) {
    int ready = epoll_wait(poll, events, 256, -1);
    for (int i = 0; i < ready; i++) {
      if (events[i].data.fd != listener) {
        pass(events[i].data.fd);
        continue;
      }
      int client = accept(listener, NULL, NULL), server = socket(AF_INET, SOCK_STREAM, 0);
      if (client < 0 || server < 0 || client >= MOST || server >= MOST
          || connect(server, (void *)&address, sizeof address)) return 1;
      partner[client] = server;
      partner[server] = client;
      watch(poll, client);
      watch(poll, server);
    }
  }
}
