package sundown.local.google.oauth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.local.google.account.Account;

/** The page on which a user picks an account and unticks what they do not allow. */
final class ConsentPage {
    private ConsentPage() {}

    static String render(Map<String, String> parameters, Set<String> scopes, List<Account> accounts) {
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Sign in with the stand-in Google</title>
            <style>body { font: 16px system-ui; max-width: 40em; margin: 3em auto } button { margin: .3em }</style>
            <h1>Choose an account</h1>
            <p>to continue to <b>%s</b></p>
            <form method="post">
            %s
            <fieldset><legend>It will be able to</legend>
            %s
            </fieldset>
            %s
            <p><button name="cancel" value="true">Cancel</button></p>
            </form>
            </html>
            """.formatted(
                        escaped(parameters.get("client_id")),
                        parameters.entrySet().stream()
                                .map(parameter -> hidden(parameter.getKey(), parameter.getValue()))
                                .collect(Collectors.joining("\n")),
                        scopes.stream().map(ConsentPage::box).collect(Collectors.joining("\n")),
                        accounts.stream().map(ConsentPage::button).collect(Collectors.joining("\n")));
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(escaped(name), escaped(value));
    }

    private static String box(String scope) {
        return "<p><label><input type=\"checkbox\" name=\"granted\" value=\"%1$s\" checked> %1$s</label></p>"
                .formatted(escaped(scope));
    }

    private static String button(Account account) {
        return "<p><button name=\"account\" value=\"%s\">%s (%s)</button></p>"
                .formatted(escaped(account.email()), escaped(account.displayName()), escaped(account.email()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
