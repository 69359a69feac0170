<?xml version="1.0" encoding="UTF-8"?>
<!-- What is there for other programs: the feed of the records, and the sitemap. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    exclude-result-prefixes="#all">

  <!-- The feed's own name, and those of the pages of it before and after this one (RFC 5005, section 3). -->
  <xsl:param name="h:self" as="xs:string" select="'feed.atom'"/>
  <xsl:param name="h:previous" as="xs:string" select="''"/>
  <xsl:param name="h:next" as="xs:string" select="''"/>

  <!-- Atom (RFC 4287). No source says when a record was published, so that each carries its own date. -->
  <xsl:template name="h:feed" as="element()">
    <feed xmlns="http://www.w3.org/2005/Atom">
      <title>{($h:site[.], 'Records')[1]}</title>
      <id>{$h:address}</id>
      <updated>{h:instant(max($h:items?date ! substring(. || '-01-01', 1, 10)))}</updated>
      <link rel="self" href="{$h:address}{$h:self}"/>
      <link href="{$h:address}"/>
      <xsl:if test="$h:previous"><link rel="previous" href="{$h:address}{$h:previous}"/></xsl:if>
      <xsl:if test="$h:next"><link rel="next" href="{$h:address}{$h:next}"/></xsl:if>
      <author><name>{($h:site[.], distinct-values($h:items?publisher), 'The editors')[1]}</name></author>
      <xsl:for-each select="$h:items">
        <entry>
          <title>{?title}</title>
          <id>{$h:address}{?id}/</id>
          <link href="{$h:address}{?id}/index.html"/>
          <updated>{h:instant(?date)}</updated>
          <xsl:for-each select="?author"><author><name>{.}</name></author></xsl:for-each>
          <!-- Who received it, translated it, edited it. -->
          <xsl:for-each select="?other"><contributor><name>{.}</name></contributor></xsl:for-each>
          <xsl:if test="normalize-space(?abstract)"><summary>{?abstract}</summary></xsl:if>
        </entry>
      </xsl:for-each>
    </feed>
  </xsl:template>

  <xsl:function name="h:instant" as="xs:string">
    <xsl:param name="date" as="xs:string?"/>
    <xsl:sequence select="(substring(($date, '1970')[1] || '-01-01', 1, 10)[. castable as xs:date], '1970-01-01')[1] || 'T00:00:00Z'"/>
  </xsl:function>

  <xsl:template name="h:sitemap" as="element()">
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>{$h:address}</loc></url>
      <url><loc>{$h:address}encoding/index.html</loc></url>
      <xsl:for-each select="tokenize($h:lists)">
        <url><loc>{$h:address}browse/{.}.html</loc></url>
      </xsl:for-each>
      <xsl:for-each select="tokenize($h:register-lists)">
        <url><loc>{$h:address}{.}/index.html</loc></url>
      </xsl:for-each>
      <xsl:for-each select="tokenize($h:own-pages, '\n')">
        <url><loc>{$h:address}{substring-before(., ' ')}/index.html</loc></url>
      </xsl:for-each>
      <xsl:for-each select="$h:items">
        <url><loc>{$h:address}{?id}/index.html</loc></url>
      </xsl:for-each>
    </urlset>
  </xsl:template>

</xsl:stylesheet>
