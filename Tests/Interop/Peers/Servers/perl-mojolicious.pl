# Perl's Mojolicious.
use Mojolicious::Lite -signatures;
use Mojo::Server::Daemon;

websocket '/' => sub ($self) {
  my $transaction = $self->tx;
  $transaction->max_websocket_size(64 << 20)->with_compression;
  $self->inactivity_timeout(300);
  $self->on(text => sub ($self, $bytes) { $self->send({text => $bytes}) });
  $self->on(binary => sub ($self, $bytes) { $self->send({binary => $bytes}) });
};

my $port = shift @ARGV;
app->log->level('fatal');
Mojo::Server::Daemon->new(app => app, listen => ["http://127.0.0.1:$port"], silent => 1)->run;
