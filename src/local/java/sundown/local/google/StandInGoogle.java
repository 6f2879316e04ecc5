package sundown.local.google;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sundown.local.fault.FaultScript;
import sundown.local.google.AuthorizationServer.IdTokens;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Effect;
import sundown.local.google.Meter.Metrics;
import sundown.local.google.StandInAccount.AlbumHolding;
import sundown.local.google.StandInAccount.Holding;
import sundown.local.google.StandInGoogleSettings.AccountSettings;
import sundown.local.google.StandInGoogleSettings.GoogleRules;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Routes;

/**
 * A stand-in for Google: OAuth 2, Drive's {@code about}, uploads, and the creation of media items and albums, with one
 * state behind them. It enforces what Google enforces and can be told to misbehave, as {@code docs/stand-in-google.md}
 * describes. It lives in memory and serves only this machine.
 */
public final class StandInGoogle implements AutoCloseable {
    private final Accounts accounts;
    private final Libraries libraries;
    private final AuthorizationServer authorization;
    private final FaultScript<Call, Effect> script;
    private final Meter meter;
    private final Routes routes;
    private final LoopbackServer http;
    private final Server grpc;
    private final ExecutorService grpcThreads;

    private StandInGoogle(StandInGoogleSettings settings, Clock clock) throws IOException {
        GoogleRules rules = settings.rules();
        OpaqueIds ids = new OpaqueIds();
        routes = new Routes(ErrorForm::notFound);
        accounts = new Accounts(ids);
        libraries = new Libraries(rules.albumItems());
        script = new FaultScript<>();
        meter = new Meter(clock);
        authorization =
                new AuthorizationServer(settings.clients(), rules.accessTokenLifetime(), new IdTokens(), ids, clock);
        http = LoopbackServer.bind(0);
        Gate gate = new Gate(authorization, script, meter, rules.quota(), clock);
        Uploads uploads = new Uploads(ids, settings.folder(), clock);
        PhotosLibrary library = new PhotosLibrary(libraries, uploads, gate, meter, ids, clock);
        new OauthEndpoints(authorization, accounts, gate).addTo(routes);
        new DriveEndpoints(gate).addTo(routes);
        new UploadEndpoints(uploads, rules.sizes(), gate, meter, http::address).addTo(routes);
        new ControlEndpoints(script, this::metrics, accounts, this::account).addTo(routes);
        grpcThreads = Executors.newVirtualThreadPerTaskExecutor();
        grpc = OkHttpServerBuilder.forPort(loopback(), InsecureServerCredentials.create())
                .executor(grpcThreads)
                .intercept(new PhotosLibrary.BearerToken())
                .addService(library.service())
                .build();
    }

    public static StandInGoogle start(StandInGoogleSettings settings, Clock clock) throws IOException {
        StandInGoogle google = new StandInGoogle(settings, clock);
        settings.accounts().forEach(google.accounts::create);
        google.http.serve(google.routes);
        google.grpc.start();
        return google;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** The base address of OAuth, Drive, and uploads, without a slash at its end. */
    public URI httpUri() {
        return http.address();
    }

    /** The address of the Library API over gRPC, without TLS. */
    public URI grpcUri() {
        InetSocketAddress address = (InetSocketAddress) grpc.getListenSockets().getFirst();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** Makes an account, or returns the one with this address. */
    public StandInAccount createAccount(AccountSettings settings) {
        return account(accounts.create(settings).email());
    }

    public StandInAccount account(String email) {
        return new StandInAccount(accounts.get(email), authorization, libraries);
    }

    public List<Holding> holdings(String email) {
        return account(email).holdings();
    }

    public List<AlbumHolding> albums(String email) {
        return account(email).albums();
    }

    /**
     * Agrees to a client's request, as the user would on the consent page, and returns the code for the client. The
     * request is for offline access, so the code brings a refresh token.
     *
     * @param codeChallenge the S256 challenge of RFC 7636; empty for a client that sends none
     */
    public String authorize(
            String email, String clientId, String redirectUri, Set<String> scopes, Optional<String> codeChallenge) {
        return authorization.authorize(accounts.get(email), clientId, redirectUri, scopes, codeChallenge);
    }

    public FaultScript<Call, Effect> faults() {
        return script;
    }

    public Metrics metrics() {
        return meter.read();
    }

    @Override
    public void close() {
        http.close();
        grpc.shutdownNow();
        grpcThreads.shutdownNow();
    }
}
