package org.einhand.kernel;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * When the people of a group are there: {@code einhand.hours}. A group works on the slots of a weekday, not on the public holidays of
 * its site nor while that is closed; a group that is not configured works around the clock. Times are those of Europe/Berlin, also
 * over a change of the clocks.
 */
@Component
@EnableConfigurationProperties(OpeningHours.Settings.class)
public class OpeningHours {

    /** No calendar is so empty that a group is away for longer. */
    private static final int LONGEST_ABSENCE_DAYS = 400;

    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    private final Calendars calendars;
    private final Map<String, Site> sites = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();

    OpeningHours(Settings settings, Calendars calendars) {
        this.calendars = calendars;
        settings.sites().forEach((name, site) -> sites.put(name, Site.read("einhand.hours.sites." + name, site)));
        settings.groups().forEach((name, group) -> {
            String key = "einhand.hours.groups." + name;
            groups.put(name, Group.read(key, group));
            if (group.site() != null && !sites.containsKey(group.site())) {
                throw refused(key + ".site", group.site(), "one of " + sites.keySet());
            }
        });
    }

    /**
     * The configuration.
     *
     * @param sites by name
     * @param groups by the id of the group
     */
    @ConfigurationProperties("einhand.hours")
    record Settings(
            @DefaultValue Map<String, SiteSettings> sites,
            @DefaultValue Map<String, GroupSettings> groups) {

        /**
         * A place where people work.
         *
         * @param region ISO 3166-2, whose public holidays are kept; without one only the nationwide ones
         * @param closures days such as {@code 2026-12-24}, or parts of them such as {@code 2026-12-24 12:00-24:00}
         */
        record SiteSettings(
                @Nullable String region, @DefaultValue List<String> closures) {}

        /**
         * A group of people.
         *
         * @param site where they work; null: no holidays, no closures
         * @param open slots by weekday: {@code mon-fri: 08:00-12:00, 13:00-22:00}
         */
        record GroupSettings(
                @Nullable String site, @DefaultValue Map<String, String> open) {}
    }

    /** A time in which somebody is there; its end is no longer part of it. */
    public record Slot(Instant from, Instant to) {

        /** Whether this moment lies in it. */
        public boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** Whether somebody of the group is there. */
    public boolean isOpen(String group, Instant at) {
        return nextOpen(group, at).equals(at);
    }

    /** From when on somebody of the group is there: at once, if somebody is. */
    public Instant nextOpen(String group, Instant from) {
        return upcoming(group, from, from.plus(Duration.ofDays(LONGEST_ABSENCE_DAYS)), 1)
                .get(0)
                .from();
    }

    /** The moment by which the group has been there for so long since {@code from}. */
    public Instant after(String group, Instant from, Duration open) {
        Duration left = open;
        Instant at = from;
        while (true) {
            for (Slot slot : between(group, at, at.plus(Duration.ofDays(7)))) {
                Duration length = Duration.between(slot.from(), slot.to());
                if (left.compareTo(length) <= 0) {
                    return slot.from().plus(left);
                }
                left = left.minus(length);
            }
            at = nextOpen(group, at.plus(Duration.ofDays(7)));
        }
    }

    /** When the group is there, cut to that time, in order; slots that touch are one. */
    public List<Slot> between(String group, Instant from, Instant to) {
        return upcoming(group, from, to, Integer.MAX_VALUE);
    }

    private List<Slot> upcoming(String name, Instant from, Instant to, int most) {
        Group group = groups.get(name);
        if (group == null) {
            return from.isBefore(to) ? List.of(new Slot(from, to)) : List.of();
        }
        List<Slot> slots = new ArrayList<>();
        LocalDate day = LocalDate.ofInstant(from, Calendars.ZONE);
        while (slots.size() <= most && start(day).isBefore(to)) {
            for (Slot slot : slots(group, day)) {
                Slot cut = new Slot(later(slot.from(), from), earlier(slot.to(), to));
                if (cut.from().isBefore(cut.to())) {
                    append(slots, cut);
                }
            }
            day = day.plusDays(1);
        }
        if (slots.isEmpty() && most == 1) {
            throw new IllegalStateException("einhand.hours.groups." + name + " never opens");
        }
        return List.copyOf(slots);
    }

    private static void append(List<Slot> slots, Slot next) {
        int last = slots.size() - 1;
        if (last >= 0 && slots.get(last).to().equals(next.from())) {
            slots.set(last, new Slot(slots.get(last).from(), next.to()));
        } else {
            slots.add(next);
        }
    }

    private List<Slot> slots(Group group, LocalDate day) {
        List<Part> open = group.week().getOrDefault(day.getDayOfWeek(), List.of());
        Site site = group.site() == null ? null : sites.get(group.site());
        if (site != null && calendars.isHoliday(day, site.region())) {
            return List.of();
        }
        List<Part> left = open;
        if (site != null) {
            for (Part closed : site.closures().getOrDefault(day, List.of())) {
                left = left.stream()
                        .flatMap(part -> part.without(closed).stream())
                        .toList();
            }
        }
        return left.stream().map(part -> part.on(day)).toList();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Calendars.ZONE).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private record Site(@Nullable String region, Map<LocalDate, List<Part>> closures) {

        static Site read(String key, Settings.SiteSettings settings) {
            Map<LocalDate, List<Part>> closures = new HashMap<>();
            for (String closure : settings.closures()) {
                String[] words = closure.strip().split("\\s+", 2);
                try {
                    closures.computeIfAbsent(LocalDate.parse(words[0]), day -> new ArrayList<>())
                            .addAll(
                                    words.length == 1
                                            ? List.of(Part.WHOLE_DAY)
                                            : Part.read(key + ".closures", words[1]));
                } catch (DateTimeException noDay) {
                    throw refused(key + ".closures", closure, "a day such as 2026-12-24, or 2026-12-24 12:00-24:00");
                }
            }
            return new Site(settings.region(), Map.copyOf(closures));
        }
    }

    private record Group(@Nullable String site, Map<DayOfWeek, List<Part>> week) {

        static Group read(String key, Settings.GroupSettings settings) {
            Map<DayOfWeek, List<Part>> week = new EnumMap<>(DayOfWeek.class);
            settings.open().forEach((days, slots) -> {
                List<Part> parts = Part.read(key + ".open." + days, slots);
                for (DayOfWeek day : days(key + ".open", days)) {
                    if (week.put(day, parts) != null) {
                        throw refused(key + ".open", days, "days that are named once");
                    }
                }
            });
            if (week.values().stream().allMatch(List::isEmpty)) {
                throw refused(key + ".open", settings.open().toString(), "at least one slot");
            }
            return new Group(settings.site(), week);
        }

        private static Set<DayOfWeek> days(String key, String words) {
            List<String> names = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
            String[] ends = words.split("-", 2);
            int first = names.indexOf(ends[0]);
            int last = names.indexOf(ends[ends.length - 1]);
            if (first < 0 || last < first) {
                throw refused(key, words, "a day such as sat, or several such as mon-fri");
            }
            return EnumSet.range(DayOfWeek.of(first + 1), DayOfWeek.of(last + 1));
        }
    }

    /** Part of a day; an end at midnight is the end of that day. */
    private record Part(LocalTime from, LocalTime to) {

        static final Part WHOLE_DAY = new Part(MIDNIGHT, MIDNIGHT);

        static List<Part> read(String key, String slots) {
            List<Part> parts = new ArrayList<>();
            for (String slot : slots.split(",")) {
                String[] ends = slot.strip().split("-", 2);
                try {
                    Part part = new Part(
                            LocalTime.parse(ends[0]), ends[1].equals("24:00") ? MIDNIGHT : LocalTime.parse(ends[1]));
                    boolean forward = part.to().equals(MIDNIGHT) || part.from().isBefore(part.to());
                    boolean apart = parts.isEmpty()
                            || !parts.get(parts.size() - 1).to().equals(MIDNIGHT)
                                    && !part.from()
                                            .isBefore(
                                                    parts.get(parts.size() - 1).to());
                    if (forward && apart) {
                        parts.add(part);
                        continue;
                    }
                } catch (DateTimeException | ArrayIndexOutOfBoundsException noTime) {
                    // told below
                }
                throw refused(key, slots, "slots in order such as 08:00-12:00, 13:00-22:00");
            }
            return List.copyOf(parts);
        }

        List<Part> without(Part closed) {
            List<Part> left = new ArrayList<>();
            if (from.isBefore(closed.from())) {
                left.add(new Part(from, endsBefore(closed.from()) ? to : closed.from()));
            }
            if (!closed.to().equals(MIDNIGHT) && !endsBefore(closed.to()) && !to.equals(closed.to())) {
                left.add(new Part(from.isAfter(closed.to()) ? from : closed.to(), to));
            }
            return left;
        }

        private boolean endsBefore(LocalTime time) {
            return !to.equals(MIDNIGHT) && to.isBefore(time);
        }

        Slot on(LocalDate day) {
            LocalDate last = to.equals(MIDNIGHT) ? day.plusDays(1) : day;
            return new Slot(
                    day.atTime(from).atZone(Calendars.ZONE).toInstant(),
                    last.atTime(to).atZone(Calendars.ZONE).toInstant());
        }
    }

    private static IllegalStateException refused(String key, String value, String allowed) {
        return new IllegalStateException(key + " must be " + allowed + ", but is " + value);
    }
}
