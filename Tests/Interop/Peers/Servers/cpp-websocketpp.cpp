// C++'s WebSocket++, with permessage-deflate.
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/extensions/permessage_deflate/enabled.hpp>
#include <websocketpp/server.hpp>

struct config : websocketpp::config::asio {
  struct permessage_deflate_config {};
  typedef websocketpp::extensions::permessage_deflate::enabled<permessage_deflate_config>
      permessage_deflate_type;
};

int main(int, char **arguments) {
  websocketpp::server<config> server;
  server.clear_access_channels(websocketpp::log::alevel::all);
  server.clear_error_channels(websocketpp::log::elevel::all);
  server.set_max_message_size(64 << 20);
  server.set_reuse_addr(true);
  server.init_asio();
  server.set_message_handler([&](auto connection, auto message) {
    websocketpp::lib::error_code error;
    server.send(connection, message->get_payload(), message->get_opcode(), error);
  });
  server.listen("127.0.0.1", arguments[1]);
  server.start_accept();
  server.run();
}
