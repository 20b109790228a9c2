// C++'s Boost.Beast, with a thread for each connection.
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdlib>
#include <thread>

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;

static void echo(tcp::socket socket) {
  try {
    beast::websocket::stream<tcp::socket> stream{std::move(socket)};
    beast::websocket::permessage_deflate deflate;
    deflate.server_enable = true;
    stream.set_option(deflate);
    stream.read_message_max(64 << 20);
    stream.accept();
    for (;;) {
      beast::flat_buffer message;
      stream.read(message);
      stream.text(stream.got_text());
      stream.write(message.data());
    }
  } catch (const std::exception &) {
  }
}

int main(int, char **arguments) {
  asio::io_context context;
  tcp::endpoint here{asio::ip::make_address("127.0.0.1"),
                     static_cast<unsigned short>(std::atoi(arguments[1]))};
  tcp::acceptor acceptor{context, here};
  for (;;) std::thread(echo, acceptor.accept()).detach();
}
