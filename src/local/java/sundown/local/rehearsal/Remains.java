package sundown.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sundown.local.demo.PurgeDemonstration.BucketCensus;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalCloud.GalleryObject;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.identity.Staff;
import sundown.timeline.GroupId;

/** Who was set aside on the way, and what is left in the gallery at the end. */
record Remains(Operators operators, Surprises surprises, List<String> complaints) {
    /**
     * Notes it.
     *
     * @param certificates of the groups that have ended
     */
    void note(List<AdoptedUser> users, Map<GroupId, JsonNode> certificates) throws IOException, InterruptedException {
        for (GroupId group :
                users.stream().flatMap(user -> user.group().stream()).distinct().toList()) {
            noteSetAside(group);
        }
        noteLeftovers(users, certificates);
        noteExempt(users);
    }

    private void noteSetAside(GroupId group) throws IOException, InterruptedException {
        for (JsonNode job : operators
                .call(Staff.MARY, "steer-job", Map.of("group", group.value()))
                .path("jobs")) {
            String work = job.path("job").asText().replaceFirst("-.*", "");
            job.path("setAside")
                    .forEach(user -> surprises.add(
                            "users were set aside by " + work + " ("
                                    + user.path("why").asText() + ")",
                            1,
                            user.path("name").asText()));
        }
    }

    /** The folders of exempt users stay, and so do folders of users outside the sample. */
    private void noteLeftovers(List<AdoptedUser> users, Map<GroupId, JsonNode> certificates) {
        LocalCloud cloud = operators.cloud();
        Map<String, Optional<GroupId>> groups = new TreeMap<>();
        users.forEach(user -> groups.put(user.account().user().value(), user.group()));
        List<String> prefixes = users.stream()
                .flatMap(user -> user.group().stream())
                .flatMap(group -> cloud.layout().parts().stream().map(part -> part.prefix(group)))
                .distinct()
                .toList();
        BucketCensus census = new BucketCensus(cloud.clients().s3());
        for (String prefix : prefixes) {
            GalleryObject begin = cloud.object(prefix);
            census.of(Map.of(begin.bucket(), begin.key())).forEach((folder, count) -> {
                Optional<GroupId> group = groups.getOrDefault(folder, Optional.empty());
                if (group.map(certificates::get)
                        .filter(certificate -> certificate.findValue("forOthers") != null)
                        .isPresent()) {
                    surprises.add("objects are left of users who shared them with others", count, prefix + folder);
                } else if (group.filter(certificates::containsKey).isPresent()) {
                    complaints.add(count + " objects of user " + folder + " are left after their group has ended.");
                } else if (!groups.containsKey(folder)) {
                    surprises.add("objects are left in folders of nobody in the sample", count, prefix + folder);
                }
            });
        }
    }

    /** Nothing happens to users of exempt regions. */
    private void noteExempt(List<AdoptedUser> users) {
        LocalCloud cloud = operators.cloud();
        users.stream()
                .filter(user -> user.group().isEmpty())
                .forEach(user -> user.items().stream()
                        .filter(adopted -> adopted.content().isPresent())
                        .filter(adopted -> !isThere(
                                cloud, cloud.object(adopted.item().key().value())))
                        .forEach(adopted -> surprises.add(
                                "items of users in exempt regions lost their object with another user's account",
                                1,
                                user.account().user() + "/" + adopted.item().id())));
    }

    private static boolean isThere(LocalCloud cloud, GalleryObject object) {
        return cloud.clients()
                .s3()
                .listObjectsV2(request -> request.bucket(object.bucket()).prefix(object.key()))
                .hasContents();
    }
}
