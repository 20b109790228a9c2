// Tests of the course.
