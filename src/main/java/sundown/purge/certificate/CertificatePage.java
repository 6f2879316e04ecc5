package sundown.purge.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A certificate as a page for people: one file without script or anything from elsewhere, to be read or printed. */
final class CertificatePage {
    private static final String STYLE = """
            body{font:16px/1.5 Georgia,serif;color:#1c2430;max-width:44rem;margin:3rem auto;padding:0 1rem}
            h1{font-size:1.7rem;margin:0 0 .2rem}h2{font-size:1.1rem;margin:2rem 0 .4rem}
            .verdict{border:1px solid #2f6b4f;border-left-width:.5rem;padding:.6rem 1rem;margin:1.2rem 0;font-size:1.15rem}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #d5dae1}
            td.n,th+th{text-align:right;font-variant-numeric:tabular-nums}
            code{font-size:.8rem;overflow-wrap:anywhere}
            @media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}""";

    private CertificatePage() {}

    /** The page of a certificate's JSON. */
    static String write(JsonNode certificate) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title><style>%2$s</style></head>
                <body>
                <h1>%1$s</h1>
                <p>%9$s</p>
                <p class="verdict">Nothing is left of %12$s: %10$s objects, besides those of %11$s.</p>
                <p>Everything of the users of these regions has been deleted, but for accounts under hold. What the buckets keep was \
                listed anew, and what was deleted compared with the approved manifest.%13$s</p>
                <h2>Regions</h2><p>%3$s</p>
                <h2>Deleted, and kept under hold</h2>%4$s
                <h2>When</h2>%5$s
                <h2>Who</h2>%6$s
                <h2>Plans that deleted something</h2>%7$s
                <h2>To check it</h2>%8$s
                </body>
                </html>
                """.formatted(
                        title(certificate),
                        STYLE,
                        regions(certificate.path("regions")),
                        counts(certificate),
                        times(certificate.path("times")),
                        people(certificate),
                        plans(certificate.path("plans")),
                        hashes(certificate),
                        time(certificate.at("/times/certified")),
                        figure(certificate.path("remaining")),
                        held(certificate.at("/held/accounts").longValue()),
                        certificate.has("accountsAlone") ? "the accounts of this group" : "this group",
                        besides(certificate.path("accountsAlone")));
    }

    private static String besides(JsonNode accountsAlone) {
        if (!accountsAlone.isObject()) {
            return "";
        }
        return " The gallery does not keep groups apart. "
                + (accountsAlone.has("unnamed")
                        ? "Objects that no account names: " + figure(accountsAlone.path("unnamed"))
                                + ", by a count of S3 Inventory; all of them are left."
                        : "This certificate says nothing of objects that no account names.");
    }

    private static String held(long accounts) {
        return (accounts == 1 ? "1 account" : figure(accounts) + " accounts") + " under hold";
    }

    private static String title(JsonNode certificate) {
        return "Certificate of deletion no. " + text(certificate.path("number")) + ", group "
                + text(certificate.path("group"));
    }

    private static String regions(JsonNode regions) {
        return regions.isArray()
                ? regions.valueStream().map(CertificatePage::text).collect(Collectors.joining(", "))
                : text(regions);
    }

    private static String counts(JsonNode certificate) {
        JsonNode deleted = certificate.path("deleted");
        JsonNode held = certificate.path("held");
        String lines = List.of("accounts", "versions", "markers", "uploads", "bytes", "rows", "appeared").stream()
                .map(name -> row(cell(words(name)), number(deleted.path(name)), number(held.path(name))))
                .collect(Collectors.joining());
        String receipts = row(
                cell("receipts of these accounts, kept for a time"), number(certificate.path("receipts")), cell(""));
        return "<table><tr><th></th><th>deleted</th><th>kept under hold</th></tr>" + lines + receipts + "</table>";
    }

    private static String words(String count) {
        return switch (count) {
            case "versions" -> "versions of photos, videos and archives";
            case "markers" -> "delete markers";
            case "uploads" -> "unfinished uploads";
            case "rows" -> "rows of the tables, at least";
            case "appeared" -> "came after the manifest, at the account's deletion";
            default -> count;
        };
    }

    private static String times(JsonNode times) {
        StringBuilder lines = new StringBuilder("<table>");
        times.properties().forEach(time -> lines.append(row(cell(moment(time.getKey())), cell(time(time.getValue())))));
        return lines.append("</table>").toString();
    }

    private static String moment(String name) {
        return switch (name) {
            case "close" -> "the group closed";
            case "drained" -> "nothing ran any more";
            case "planned" -> "the manifest was begun";
            case "pausedUntil" -> "the time for objections ended";
            case "firstDeleted" -> "the first account was gone, all or in part";
            case "lastDeleted" -> "the last account was gone";
            case "certified" -> "it was certified";
            default -> name;
        };
    }

    private static String people(JsonNode certificate) {
        StringBuilder lines = new StringBuilder("<table>");
        lines.append(row(cell("planned by"), cell(person(certificate, "plannedBy")), cell("")));
        certificate
                .path("approvals")
                .forEach(approval -> lines.append(
                        row(cell("approved by"), cell(person(approval, "by")), cell(time(approval.path("at"))))));
        lines.append(row(cell("certified by"), cell(person(certificate, "certifiedBy")), cell("")));
        Optional.of(certificate.path("killSwitch"))
                .filter(JsonNode::isObject)
                .ifPresent(position -> lines.append(row(
                        cell("the kill switch, last"),
                        cell(position.path("stopped").booleanValue() ? "deletions stopped" : "deletions allowed"),
                        cell(time(position.path("at"))))));
        return lines.append("</table>").toString();
    }

    private static String person(JsonNode parent, String name) {
        JsonNode subject = parent.path(name + "Subject");
        return text(parent.path(name)) + (subject.isMissingNode() ? "" : "<br>" + code(subject));
    }

    private static String plans(JsonNode plans) {
        StringBuilder lines = new StringBuilder("<table><tr><th>plan</th><th>accounts</th><th>versions</th></tr>");
        plans.forEach(plan -> lines.append(row(
                cell(code(plan.path("planId")) + "<br>" + code(plan.path("manifestHash"))),
                number(plan.path("accounts")),
                number(plan.path("versions")))));
        return lines.append("</table>").toString();
    }

    private static String hashes(JsonNode certificate) {
        return "<table>" + row(cell("this certificate"), cell(code(certificate.path("sha256"))))
                + row(cell("the one before it"), cell(previous(certificate.at("/previous/sha256"))))
                + row(cell("the approved manifest"), cell(code(certificate.path("manifestHash")))) + "</table>";
    }

    private static String previous(JsonNode hash) {
        return hash.isMissingNode() ? "none: it is the first" : code(hash);
    }

    private static String row(String... cells) {
        return "<tr>" + String.join("", cells) + "</tr>";
    }

    private static String cell(String html) {
        return "<td>" + html + "</td>";
    }

    private static String number(JsonNode number) {
        return "<td class=\"n\">" + (number.isMissingNode() ? "" : figure(number)) + "</td>";
    }

    private static String figure(JsonNode number) {
        return figure(number.longValue());
    }

    private static String figure(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** To the second, which is as much as anybody reads. */
    private static String time(JsonNode instant) {
        return Instant.parse(instant.asText())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("T", " ")
                .replace("Z", " UTC");
    }

    private static String code(JsonNode value) {
        return "<code>" + text(value) + "</code>";
    }

    private static String text(JsonNode value) {
        return value.asText("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
