<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse, drama, speech (TEI chapters 6, 7 and 8). -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xmlns:h="https://tei-edition.org/ns/xslt/html"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <xsl:template match="lg">
    <div class="lg">
      <xsl:call-template name="h:number"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- A line of verse; part of one is set where the part before it ends. -->
  <xsl:template match="l">
    <div class="{string-join(('l', @part[. = ('M', 'F')] ! 'part', @rend[. = 'indent']), ' ')}">
      <xsl:call-template name="h:language"/>
      <xsl:if test="@n"><span class="line-number" aria-hidden="true" data-n="{@n}"></span></xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="note//lg | head//lg" priority="1">
    <span class="lg"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="note//l | head//l | q[not(lg)]/l | cell//l | p//seg/l | ab//seg/l" priority="1">
    <span class="l"><xsl:apply-templates/></span>
    <xsl:if test="following-sibling::l"> / </xsl:if>
  </xsl:template>

  <xsl:template match="sp | u | post">
    <div class="{string-join(('sp', h:by(.)), ' ')}">
      <xsl:call-template name="h:language"/>
      <xsl:for-each select="c:speaker(.)"><p class="speaker">{.}</p></xsl:for-each>
      <xsl:choose>
        <xsl:when test="p | l | lg | ab | speaker | q | quote | stage"><xsl:apply-templates/></xsl:when>
        <xsl:otherwise><p><xsl:apply-templates/></p></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <xsl:template match="speaker">
    <p class="speaker"><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="stage | view | camera | caption | sound | tech">
    <p class="stage"><xsl:apply-templates/></p>
  </xsl:template>

  <xsl:template match="(p | ab | l | speaker | head | note | cell | stage)//(stage | view | camera | caption | sound | tech)" priority="1">
    <span class="stage"><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="castList">
    <xsl:apply-templates select="head"/>
    <ul class="cast"><xsl:apply-templates select="node() except head"/></ul>
  </xsl:template>

  <xsl:template match="castItem">
    <li><xsl:apply-templates/></li>
  </xsl:template>

  <xsl:template match="castGroup">
    <li>
      <xsl:apply-templates select="head"/>
      <ul><xsl:apply-templates select="node() except head"/></ul>
    </li>
  </xsl:template>

</xsl:stylesheet>
