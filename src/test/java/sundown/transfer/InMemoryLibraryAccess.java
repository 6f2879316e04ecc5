package sundown.transfer;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.digest.Sha1;
import sundown.edge.Json;
import sundown.secret.Secret;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;

/** Consent and access in memory. A code is valid once, an access token for an hour. Safe for use by several threads. */
public final class InMemoryLibraryAccess implements LibraryAccess {
    private static final Duration LIFE = Duration.ofHours(1);

    final LibraryAccounts accounts = new LibraryAccounts();
    private final Clock clock;
    private final Map<Secret, Agreement> codes = new HashMap<>();
    private final Map<Secret, LibraryAccount> refreshTokens = new HashMap<>();
    private final Map<AccessToken, Pass> accessTokens = new HashMap<>();
    private int names;

    private record Agreement(Consent consent, LibraryAccount account, boolean complete) {}

    private record Pass(LibraryAccount account, Instant end) {}

    public InMemoryLibraryAccess(Clock clock) {
        this.clock = clock;
    }

    /** Creates an account, or changes its room. */
    public void setRoom(LibraryAccount account, Room room) {
        accounts.put(account, room);
    }

    /** The account may not use the library: its organization or its parents do not allow it. */
    public void forbid(LibraryAccount account) {
        accounts.forbid(account);
    }

    /** The user allows everything that is needed. */
    public Consent consent(LibraryAccount account) {
        return agree(account, true);
    }

    /** The user allows less than is needed. */
    public Consent incompleteConsent(LibraryAccount account) {
        return agree(account, false);
    }

    /** The fields of a request with a consent. */
    public static Map<String, Object> fields(Consent consent) {
        return Map.of(
                "authorizationCode", consent.code().reveal(),
                "codeVerifier", consent.verifier().reveal(),
                "redirectUri", consent.redirectUri().toString());
    }

    /** The body of a request that starts a transfer, from a device that may. */
    public static String startBody(Consent consent) {
        Map<String, Object> body = new HashMap<>(fields(consent));
        body.put("device", Map.of("model", "Model Y", "androidVersion", 13));
        return Json.write(body);
    }

    /** The user withdraws their consent, which ends every token at once. */
    public synchronized void revoke(LibraryAccount account) {
        refreshTokens.values().removeIf(account::is);
        accessTokens.values().removeIf(pass -> account.is(pass.account()));
    }

    /** The digests of the items that an account holds. */
    public Set<Sha1> held(LibraryAccount account) {
        return accounts.held(account);
    }

    @Override
    public synchronized Connection connect(Consent consent) {
        Agreement agreement = codes.remove(consent.code());
        if (agreement == null || !agreement.consent().equals(consent)) {
            return new Connection.CodeRefused();
        }
        if (!agreement.complete()) {
            return new Connection.ConsentIncomplete();
        }
        LibraryAccount account = agreement.account();
        Secret refreshToken = new Secret(name("refresh"));
        refreshTokens.put(refreshToken, account);
        return new Connection.Connected(refreshToken, newAccess(account), account);
    }

    @Override
    public synchronized Answer.AccessAnswer access(Secret refreshToken) {
        LibraryAccount account = refreshTokens.get(refreshToken);
        return account == null ? new Answer.ConsentGone() : new Answer.AccessGranted(newAccess(account));
    }

    @Override
    public synchronized void revoke(Secret refreshToken) {
        Optional.ofNullable(refreshTokens.get(refreshToken)).ifPresent(this::revoke);
    }

    /** True while the library knows a consent of this account. */
    public synchronized boolean knows(LibraryAccount account) {
        return refreshTokens.values().stream().anyMatch(account::is);
    }

    /** How many consents the library still knows. */
    public synchronized int consents() {
        return refreshTokens.size();
    }

    @Override
    public RoomAnswer room(AccessToken access) {
        return accountOf(access)
                .<RoomAnswer>map(account -> new RoomAnswer.Known(accounts.room(account)))
                .orElseGet(() -> new RoomAnswer.NotKnown(new Answer.Retry()));
    }

    /** The account of a token; nothing when the token has ended. */
    synchronized Optional<LibraryAccount> accountOf(AccessToken access) {
        return Optional.ofNullable(accessTokens.get(access))
                .filter(pass -> clock.instant().isBefore(pass.end()))
                .map(Pass::account);
    }

    private synchronized Consent agree(LibraryAccount account, boolean complete) {
        Consent consent = new Consent(
                new Secret(name("code")), new Secret(name("verifier")), URI.create("https://app.example.com/done"));
        codes.put(consent.code(), new Agreement(consent, account, complete));
        return consent;
    }

    private AccessToken newAccess(LibraryAccount account) {
        AccessToken access = new AccessToken(name("access"));
        accessTokens.put(access, new Pass(account, clock.instant().plus(LIFE)));
        return access;
    }

    private String name(String kind) {
        names++;
        return kind + "-" + names;
    }
}
