// An identity provider for the tests: dex's server with two people and one client, all in memory.
// Its own command cannot be built from the module alone, as it needs another module beside it.
package main

import (
	"context"
	"flag"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/dexidp/dex/server"
	"github.com/dexidp/dex/server/signer"
	"github.com/dexidp/dex/storage"
	"github.com/dexidp/dex/storage/memory"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/crypto/bcrypt"
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	address := flag.String("listen", "127.0.0.1:5556", "address and port")
	redirect := flag.String("redirect", "", "where the client's sign-ins come back to")
	secret := flag.String("secret", "", "the client's secret")
	flag.Parse()

	issuer := "http://" + *address
	logger := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	ctx := context.Background()
	store := memory.New(logger)

	check(store.CreateClient(ctx, storage.Client{
		ID: "service-token-console", Secret: *secret, Name: "Service token console", RedirectURIs: []string{*redirect},
	}))
	hash, err := bcrypt.GenerateFromPassword([]byte("password"), bcrypt.DefaultCost)
	check(err)
	for _, name := range []string{"ada", "grace"} {
		check(store.CreatePassword(ctx, storage.Password{Email: name + "@example.com", Username: name, UserID: name, Hash: hash}))
	}
	check(store.CreateConnector(ctx, storage.Connector{ID: "local", Type: "local", Name: "Email"}))

	valid := time.Hour
	keys := signer.LocalConfig{KeysRotationPeriod: "6h"}
	sign, err := keys.Open(ctx, store, valid, time.Now, logger)
	check(err)
	handler, err := server.NewServer(ctx, server.Config{
		Issuer: issuer, Storage: store, SkipApprovalScreen: true, IDTokensValidFor: valid,
		Web: server.WebConfig{Issuer: "People"}, Logger: logger, Signer: sign, PrometheusRegistry: prometheus.NewRegistry(),
	})
	check(err)
	listener, err := net.Listen("tcp", *address)
	check(err)
	os.Stdout.WriteString("dex listening on " + issuer + "\n")
	check(http.Serve(listener, handler))
}
