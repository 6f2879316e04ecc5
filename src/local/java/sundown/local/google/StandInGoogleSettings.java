package sundown.local.google;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sundown.local.google.account.AccountSettings;
import sundown.local.google.oauth.Client;

/**
 * How the stand-in Google is to be.
 *
 * @param httpPort where HTTP is served on this machine's loopback address; 0 takes a free port
 * @param grpcPort the same for gRPC, which goes without TLS
 * @param folder where uploaded bytes are kept, so that they can be downloaded; empty to keep digests alone
 */
public record StandInGoogleSettings(
        int httpPort,
        int grpcPort,
        Set<Client> clients,
        List<AccountSettings> accounts,
        GoogleRules rules,
        Optional<Path> folder) {

    /** The usual rules, on free ports. */
    public static StandInGoogleSettings of(Client client, AccountSettings... accounts) {
        return new StandInGoogleSettings(
                0, 0, Set.of(client), List.of(accounts), GoogleRules.usual(), Optional.empty());
    }

    /** The same on given ports. */
    public StandInGoogleSettings onPorts(int newHttpPort, int newGrpcPort) {
        return new StandInGoogleSettings(newHttpPort, newGrpcPort, clients, accounts, rules, folder);
    }

    /** The same with other rules. */
    public StandInGoogleSettings with(GoogleRules newRules) {
        return new StandInGoogleSettings(httpPort, grpcPort, clients, accounts, newRules, folder);
    }

    /** The same, keeping the bytes in a folder. */
    public StandInGoogleSettings keepingBytesIn(Path newFolder) {
        return new StandInGoogleSettings(httpPort, grpcPort, clients, accounts, rules, Optional.of(newFolder));
    }
}
