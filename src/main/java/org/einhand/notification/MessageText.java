package org.einhand.notification;

public record MessageText(String subject, String text, String html, String shortText) {}
