package sundown.local.google;

import java.util.List;
import java.util.Set;
import sundown.local.google.account.AccountSettings;
import sundown.local.google.oauth.Client;

/** How the stand-in Google is to be. */
public record StandInGoogleSettings(Set<Client> clients, List<AccountSettings> accounts, GoogleRules rules) {

    /** The usual rules. */
    public static StandInGoogleSettings of(Client client, AccountSettings... accounts) {
        return new StandInGoogleSettings(Set.of(client), List.of(accounts), GoogleRules.usual());
    }

    /** The same with other rules. */
    public StandInGoogleSettings with(GoogleRules newRules) {
        return new StandInGoogleSettings(clients, accounts, newRules);
    }
}
