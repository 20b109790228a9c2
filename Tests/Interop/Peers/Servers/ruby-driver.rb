# Ruby's `websocket-driver`, which Rails uses, with a thread for each connection.
require "socket"
require "websocket/driver"

class Peer
  def initialize(socket)
    @socket = socket
    @driver = WebSocket::Driver.server(self)
    @driver.on(:connect) { WebSocket::Driver.websocket?(@driver.env) ? @driver.start : @socket.close }
    @driver.on(:message) do |event|
      event.data.is_a?(String) ? @driver.text(event.data) : @driver.binary(event.data)
    end
    @driver.on(:close) { @socket.close_write }
  end

  def write(bytes) = @socket.write(bytes)

  def serve
    loop { @driver.parse(@socket.readpartial(65536)) }
  rescue IOError, SystemCallError
    @socket.close unless @socket.closed?
  end
end

Thread.report_on_exception = false
listener = TCPServer.new("127.0.0.1", ARGV[0].to_i)
loop { Thread.new(listener.accept) { |socket| Peer.new(socket).serve } }
