package org.einhand.notification;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Makes the brand of the configuration a bean. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Brand.class)
public class BrandConfiguration {}
