package sundown.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.ManifestReader;
import sundown.purge.ManifestRoot;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** Checks certificates, in the order of their numbers: each by itself, its place in the chain, and its manifest. */
final class CertificateCheck {
    private final AuditCopy copy;
    private final ManifestReader manifests;

    CertificateCheck(AuditCopy copy) {
        this.copy = copy;
        this.manifests = new ManifestReader(copy, GalleryLayout.GROUP_FIRST);
    }

    /** What is wrong with one certificate, in words, by its key. */
    record Verdict(String key, long number, List<String> wrong) {
        boolean right() {
            return wrong.isEmpty();
        }

        String line() {
            return "No. %d, %s: %s".formatted(number, key, right() ? "right" : "wrong: " + String.join("; ", wrong));
        }
    }

    /** A certificate as it lies there. */
    private record Certificate(ObjectKey key, String text, JsonNode members) {
        long number() {
            return members.path("number").asLong();
        }

        String hash() {
            return members.path("sha256").asText();
        }

        GroupId group() {
            return new GroupId(Json.text(members, "group"));
        }

        PlanId plan() {
            return new PlanId(Json.text(members, "planId"));
        }
    }

    /**
     * A verdict for each.
     *
     * @throws IllegalArgumentException when there is none, or when one cannot be read
     */
    List<Verdict> verdicts() {
        List<Certificate> all = copy.list("certificates/")
                .filter(key -> key.value().endsWith(".json"))
                .map(this::certificate)
                .sorted(Comparator.comparingLong(Certificate::number))
                .toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(copy.folder() + " has no certificates.");
        }
        List<Verdict> verdicts = new ArrayList<>();
        Optional<Certificate> before = Optional.empty();
        for (Certificate certificate : all) {
            verdicts.add(new Verdict(certificate.key().value(), certificate.number(), wrong(certificate, before)));
            before = Optional.of(certificate);
        }
        return verdicts;
    }

    private Certificate certificate(ObjectKey key) {
        String text = new String(copy.read(key).orElseThrow(), StandardCharsets.UTF_8);
        try {
            return new Certificate(key, text, Json.read(text));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(key.value() + " is not a certificate.", unreadable);
        }
    }

    private List<String> wrong(Certificate certificate, Optional<Certificate> before) {
        List<String> wrong = new ArrayList<>();
        if (!ownHash(certificate).equals(certificate.hash())) {
            wrong.add("its text has another hash");
        }
        if (certificate.number() != before.map(Certificate::number).orElse(0L) + 1) {
            wrong.add("the one before it is missing");
        } else if (!certificate
                .members()
                .at("/previous/sha256")
                .asText()
                .equals(before.map(Certificate::hash).orElse(""))) {
            wrong.add("the one before it is another");
        }
        wrong.addAll(wrongManifest(certificate));
        return wrong;
    }

    /** The hash is over the line without its last member. */
    private static String ownHash(Certificate certificate) {
        int last = certificate.text().lastIndexOf(",\"sha256\":");
        return Sha256.over(certificate.text().substring(0, Math.max(0, last)) + "}")
                .hex();
    }

    private List<String> wrongManifest(Certificate certificate) {
        ObjectKey key = AuditKeys.root(certificate.group(), certificate.plan());
        String approved = certificate.members().path("manifestHash").asText();
        Optional<byte[]> found = copy.read(key);
        if (found.isEmpty()) {
            return List.of("its manifest is missing");
        }
        ManifestRoot root = ManifestRoot.read(found.get());
        return root.hash().hex().equals(approved)
                ? wrongChunks(certificate, root)
                : List.of("its manifest is not what was approved");
    }

    private List<String> wrongChunks(Certificate certificate, ManifestRoot root) {
        List<String> wrong = new ArrayList<>();
        root.chunks().stream()
                .filter(chunk -> manifests
                        .readLines(certificate.group(), certificate.plan(), chunk)
                        .isEmpty())
                .forEach(chunk -> wrong.add("chunk " + chunk.number() + " is missing, or is not what was approved"));
        long accounts = certificate.members().at("/deleted/accounts").asLong();
        if (root.chunks().stream().mapToLong(ManifestRoot.ChunkLine::users).sum() != accounts) {
            wrong.add("its manifest lists another number of accounts");
        }
        return wrong;
    }
}
